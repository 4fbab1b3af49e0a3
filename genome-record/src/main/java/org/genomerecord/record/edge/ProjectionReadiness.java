package org.genomerecord.record.edge;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.genomerecord.record.relay.ProjectionRunner;

/// Not ready while a projection stands still: the read model would answer with what was.
@Readiness
@ApplicationScoped
public class ProjectionReadiness implements HealthCheck {
  private final ProjectionRunner projections;

  ProjectionReadiness(ProjectionRunner projections) {
    this.projections = projections;
  }

  @Override
  public HealthCheckResponse call() {
    var standing = projections.standing();
    return HealthCheckResponse.named("projections")
        .status(standing.isEmpty())
        .withData("standing", String.join(", ", standing))
        .build();
  }
}
