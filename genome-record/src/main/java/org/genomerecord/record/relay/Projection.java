package org.genomerecord.record.relay;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.genomerecord.record.store.StoredEvent;

/// A read model that follows the service's own log.
public interface Projection {
  /// Stored name of its cursor; never changed.
  String name();

  /// Its tables, all of them: a rebuild makes them anew. Nobody else writes to them.
  List<String> tables();

  /// Writes what the event means, in the transaction and session that are open. The cursor moves in
  /// the same transaction.
  Uni<Void> apply(StoredEvent event);
}
