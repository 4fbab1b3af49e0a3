package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Requests for CPU and memory on every container, a limit on memory and none on CPU (a CPU limit
/// throttles a JVM at its start), a size on every volume, and quantities that are quantities.
final class Resources implements Rule {
  private static final Pattern QUANTITY =
      Pattern.compile("\\+?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    var findings = new ArrayList<Finding>();
    rendering
        .workloads()
        .forEach(workload -> {
          for (var container : Rendering.containers(workload)) {
            faults(container)
                .forEach(says -> findings.add(rendering.finding("resources", workload, says)));
          }
          Rendering.pod(workload).getVolumes().stream()
              .filter(volume -> volume.getEmptyDir() != null)
              .filter(volume -> amount(volume.getEmptyDir().getSizeLimit()).isEmpty())
              .map(volume -> "emptyDir " + volume.getName() + " has no readable size limit")
              .forEach(says -> findings.add(rendering.finding("resources", workload, says)));
        });
    rendering
        .all(PersistentVolumeClaim.class)
        .filter(claim -> amount(requests(claim).get("storage")).isEmpty())
        .map(claim -> rendering.finding("resources", claim, "requests no readable storage"))
        .forEach(findings::add);
    return findings.stream();
  }

  private static List<String> faults(Container container) {
    var resources = container.getResources();
    if (resources == null) {
      return List.of("no resources");
    }
    var requests = orEmpty(resources.getRequests());
    var limits = orEmpty(resources.getLimits());
    var faults = new ArrayList<String>();
    if (amount(requests.get("cpu")).isEmpty() || amount(requests.get("memory")).isEmpty()) {
      faults.add("requests no readable amount of CPU and memory");
    }
    if (limits.containsKey("cpu")) {
      faults.add("limits CPU");
    }
    var limit = amount(limits.get("memory"));
    if (limit.isEmpty()) {
      faults.add("limits memory to no readable amount");
    } else if (amount(requests.get("memory"))
        .filter(a -> a.compareTo(limit.get()) > 0)
        .isPresent()) {
      faults.add("requests more memory than its limit");
    }
    return faults;
  }

  private static Map<String, Quantity> requests(PersistentVolumeClaim claim) {
    var resources = claim.getSpec().getResources();
    return resources == null ? Map.of() : orEmpty(resources.getRequests());
  }

  private static Map<String, Quantity> orEmpty(@Nullable Map<String, Quantity> map) {
    return map == null ? Map.of() : map;
  }

  private static Optional<BigDecimal> amount(@Nullable Quantity quantity) {
    if (quantity == null || !QUANTITY.matcher(quantity.toString()).matches()) {
      return Optional.empty();
    }
    return Optional.of(Quantity.getAmountInBytes(quantity)).filter(a -> a.signum() > 0);
  }
}
