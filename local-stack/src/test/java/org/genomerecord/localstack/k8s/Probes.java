package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Each container is asked three questions, on the management port, by its name. Liveness asks only
/// whether the process itself still works: a dead database must not restart every pod.
final class Probes implements Rule {
  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .flatMap(workload ->
            Rendering.containers(workload).stream()
                .flatMap(container -> findings(rendering, workload, container)));
  }

  private static Stream<Finding> findings(
      Rendering rendering, Deployment workload, Container container) {
    return Stream.of(
            fault("startup", "/q/health/started", container.getStartupProbe(), container),
            fault("readiness", "/q/health/ready", container.getReadinessProbe(), container),
            fault("liveness", "/q/health/live", container.getLivenessProbe(), container))
        .flatMap(fault -> fault)
        .map(fault -> rendering.finding(fault.rule(), workload, fault.says()));
  }

  private record Fault(String rule, String says) {}

  private static Stream<Fault> fault(
      String kind, String path, @Nullable Probe probe, Container container) {
    if (probe == null || probe.getHttpGet() == null) {
      return Stream.of(new Fault("probe-missing", "no HTTP " + kind + " probe"));
    }
    var get = probe.getHttpGet();
    if (!path.equals(get.getPath())) {
      return Stream.of(new Fault("probe-path", kind + " must ask " + path));
    }
    var port = get.getPort() == null ? "" : String.valueOf(get.getPort().getStrVal());
    var isDeclared =
        container.getPorts().stream().map(ContainerPort::getName).anyMatch(port::equals);
    return port.equals("management") && isDeclared
        ? Stream.empty()
        : Stream.of(new Fault("probe-port", kind + " must use the declared port management"));
  }
}
