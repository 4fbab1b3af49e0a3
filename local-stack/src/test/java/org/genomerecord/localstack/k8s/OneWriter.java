package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.stream.Stream;

/// A service with an event log has one writer (ADR 0009). Two would take the log from each other,
/// so there is one replica, and the old one is gone before the next starts.
final class OneWriter implements Rule {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .filter(workload -> isWriter(rendering, workload))
        .filter(workload -> !isAlone(workload))
        .map(workload ->
            rendering.finding(
                "one-writer", workload, "needs one replica and the strategy Recreate"));
  }

  private static boolean isWriter(Rendering rendering, Deployment workload) {
    return Rendering.containers(workload).stream()
        .flatMap(container -> rendering.environment(container).stream())
        .anyMatch(variable -> "QUARKUS_DATASOURCE_REACTIVE_URL".equals(variable.getName()));
  }

  private static boolean isAlone(Deployment workload) {
    var spec = workload.getSpec();
    return Integer.valueOf(1).equals(spec.getReplicas())
        && spec.getStrategy() != null
        && "Recreate".equals(spec.getStrategy().getType());
  }
}
