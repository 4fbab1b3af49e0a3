package org.genomerecord.record.edge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.store.AppendSequencer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the service once a newer instance has taken over its log. It could only refuse from then
/// on, and would keep partitions of the topics that nobody else gets while it waits to act on them.
@ApplicationScoped
class EndWhenReplaced {
  private static final Logger LOG = LoggerFactory.getLogger(EndWhenReplaced.class);
  private static final int EXIT_CODE = 3;

  private final AppendSequencer sequencer;

  EndWhenReplaced(AppendSequencer sequencer) {
    this.sequencer = sequencer;
  }

  void start(@Observes @Priority(StartOrder.STORE) StartupEvent event) {
    sequencer.onReplaced(() -> {
      LOG.error("a newer instance appends to this log; this one ends");
      Quarkus.asyncExit(EXIT_CODE);
    });
  }
}
