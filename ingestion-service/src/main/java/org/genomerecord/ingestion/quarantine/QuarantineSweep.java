package org.genomerecord.ingestion.quarantine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;
import org.jspecify.annotations.Nullable;

/// Sweeps again and again for as long as the service runs.
@ApplicationScoped
class QuarantineSweep {
  private final QuarantinedFiles files;
  private final Repeating repeating;
  private volatile @Nullable Instant oldest;

  QuarantineSweep(QuarantinedFiles files, QuarantineLimits limits, MeterRegistry metrics) {
    this.files = files;
    Gauge.builder("ingestion.quarantine.age", this::ageSeconds)
        .description("How long the oldest file in quarantine has waited; 0 if none does")
        .baseUnit("seconds")
        .register(metrics);
    this.repeating =
        new Repeating(
            this::sweep,
            e -> QuarantinedFiles.LOG.warn("what is over stays until the next sweep", e),
            limits.sweepMillis());
  }

  private void sweep() {
    files.sweep();
    oldest = files.oldest().orElse(null);
  }

  private double ageSeconds() {
    var since = oldest;
    return since == null ? 0 : Math.max(0, Duration.between(since, Caller.now()).toSeconds());
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    files.begin();
    repeating.start("quarantine-sweep");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }
}
