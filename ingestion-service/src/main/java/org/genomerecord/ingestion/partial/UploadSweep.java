package org.genomerecord.ingestion.partial;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;

/// Sweeps again and again for as long as the service runs.
@ApplicationScoped
class UploadSweep {
  private final PartialUploads uploads;
  private final Repeating repeating;

  UploadSweep(PartialUploads uploads, UploadLimits limits) {
    this.uploads = uploads;
    this.repeating =
        new Repeating(
            uploads::sweep,
            e -> PartialUploads.LOG.warn("what has expired stays until the next sweep", e),
            limits.sweepMillis());
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    uploads.begin();
    repeating.start("upload-sweep");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }
}
