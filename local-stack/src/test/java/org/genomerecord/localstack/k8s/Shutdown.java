package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/// A pod first sleeps, so that no new request finds it, then drains, and both end before it is
/// killed.
final class Shutdown implements Rule {
  private static final Duration MARGIN = Duration.ofSeconds(5);

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .flatMap(workload ->
            Rendering.pod(workload).getContainers().stream()
                .flatMap(container -> fault(rendering, workload, container).stream())
                .map(says -> rendering.finding("shutdown", workload, says)));
  }

  private static Optional<String> fault(
      Rendering rendering, Deployment workload, Container container) {
    var lifecycle = container.getLifecycle();
    if (lifecycle == null
        || lifecycle.getPreStop() == null
        || lifecycle.getPreStop().getSleep() == null) {
      return Optional.of("no preStop sleep");
    }
    var grace = Rendering.pod(workload).getTerminationGracePeriodSeconds();
    var drain = rendering.value(container, "QUARKUS_SHUTDOWN_TIMEOUT").flatMap(Shutdown::duration);
    if (grace == null || drain.isEmpty()) {
      return Optional.of("needs a grace period and QUARKUS_SHUTDOWN_TIMEOUT such as PT20S");
    }
    var sleep = Duration.ofSeconds(lifecycle.getPreStop().getSleep().getSeconds());
    var needed = sleep.plus(drain.get()).plus(MARGIN);
    return needed.compareTo(Duration.ofSeconds(grace)) <= 0
        ? Optional.empty()
        : Optional.of("sleep, drain and a margin need " + needed + ", more than the grace period");
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
