package org.genomerecord.record.relay;

import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.store.StoredEvent;

/// What a service makes of the events of other logs.
///
/// @param <M> what an event means to it
public interface Effect<M> {
  /// Topics it reads.
  Set<String> logs();

  /// Reads an event. Pure: an event that cannot be read now cannot be read a moment later. An event
  /// about two patients is delivered for each of them.
  ///
  /// @throws org.genomerecord.record.sourcing.UnknownEvent if this release does not know it
  /// @throws RuntimeException if it is not what it claims, mostly an
  ///   [org.genomerecord.record.sourcing.EventJson.UnreadableEvent]
  M meaning(Delivery delivery, StoredEvent event);

  /// Does what has to happen outside of the transaction, and may be repeated. Blocks.
  default void settle(M meaning) {}

  /// Writes what the events mean, in the transaction that also notes them as seen. Blocks.
  default void write(SqlConnection transaction, List<M> meanings) {}
}
