package org.genomerecord.record.edge;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.genomerecord.record.relay.ProjectionRunner;

/// What a service whose projections run here answers to Kubernetes.
public final class ReadinessOf {
  private ReadinessOf() {}

  public static HealthCheckResponse projections(ProjectionRunner runner) {
    return new ProjectionReadiness(runner).call();
  }
}
