package org.genomerecord.record.relay;

import io.smallrye.mutiny.Uni;
import org.genomerecord.record.store.StoredEvent;

/// A read model that follows the service's own log.
public interface Projection {
  /// Stored name of its cursor; never changed.
  String name();

  /// Writes what the event means, in the transaction and session that are open. The cursor moves in
  /// the same transaction.
  Uni<Void> apply(StoredEvent event);
}
