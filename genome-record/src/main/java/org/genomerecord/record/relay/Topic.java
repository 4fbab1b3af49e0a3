package org.genomerecord.record.relay;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.genomerecord.record.store.StoredEvent;

/// Where a relay publishes to.
@FunctionalInterface
public interface Topic {
  /// Sends a page of events, in order; those of one key stay in order.
  ///
  /// @return completes when every one of them is acknowledged, fails if one will not be
  CompletionStage<?> publish(List<StoredEvent> page);
}
