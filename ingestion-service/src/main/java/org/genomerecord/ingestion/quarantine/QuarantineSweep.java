package org.genomerecord.ingestion.quarantine;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;

/// Sweeps again and again for as long as the service runs.
@ApplicationScoped
class QuarantineSweep {
  private final QuarantinedFiles files;
  private final Repeating repeating;

  QuarantineSweep(QuarantinedFiles files, QuarantineLimits limits) {
    this.files = files;
    this.repeating =
        new Repeating(
            files::sweep,
            e -> QuarantinedFiles.LOG.warn("what is over stays until the next sweep", e),
            limits.sweepMillis());
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    files.begin();
    repeating.start("quarantine-sweep");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }
}
