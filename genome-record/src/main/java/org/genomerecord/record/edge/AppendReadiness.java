package org.genomerecord.record.edge;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.genomerecord.record.store.AppendSequencer;

/// Not ready once a newer instance has taken over the log: this one can only refuse.
@Readiness
@ApplicationScoped
public class AppendReadiness implements HealthCheck {
  private final AppendSequencer sequencer;

  AppendReadiness(AppendSequencer sequencer) {
    this.sequencer = sequencer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("event log")
        .status(!sequencer.isReplaced())
        .withData("queued", sequencer.queued())
        .build();
  }
}
