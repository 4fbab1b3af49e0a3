package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Whatever is named exists: in the overlay itself or in the list of what the operator brings.
final class References implements Rule {
  private static final String RULE = "reference";

  private final OperatorBrings operator;

  References(OperatorBrings operator) {
    this.operator = operator;
  }

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    var used = new HashSet<String>();
    var findings = new ArrayList<Finding>();
    rendering
        .workloads()
        .forEach(workload ->
            absent(rendering, workload, used)
                .forEach(says -> findings.add(rendering.finding(RULE, workload, says))));
    rendering
        .all(Service.class)
        .flatMap(service -> ports(rendering, service))
        .forEach(findings::add);
    operator.secretKeys().stream()
        .filter(key -> !used.contains(key))
        .map(key ->
            new Finding("secret-unused", rendering.overlay(), key + " is used by no workload"))
        .forEach(findings::add);
    return findings.stream();
  }

  private Stream<String> absent(Rendering rendering, Deployment workload, Set<String> used) {
    var pod = Rendering.pod(workload);
    var absent = new ArrayList<String>();
    var account = String.valueOf(pod.getServiceAccountName());
    if (rendering.named(ServiceAccount.class, account).isEmpty()) {
      absent.add("no ServiceAccount " + account);
    }
    var volumes = new HashSet<String>();
    for (var volume : pod.getVolumes()) {
      volumes.add(volume.getName());
      absent(rendering, volume, used, absent);
    }
    for (var container : Rendering.containers(workload)) {
      container.getVolumeMounts().stream()
          .filter(mount -> !volumes.contains(mount.getName()))
          .forEach(mount -> absent.add("no volume " + mount.getName()));
      absent(rendering, container, used, absent);
    }
    return absent.stream();
  }

  private void absent(Rendering rendering, Volume volume, Set<String> used, List<String> absent) {
    if (volume.getPersistentVolumeClaim() != null) {
      var claim = volume.getPersistentVolumeClaim().getClaimName();
      if (rendering.named(PersistentVolumeClaim.class, claim).isEmpty()) {
        absent.add("no PersistentVolumeClaim " + claim);
      }
    } else if (volume.getConfigMap() != null) {
      var map = volume.getConfigMap().getName();
      if (rendering.named(ConfigMap.class, map).isEmpty()) {
        absent.add("no ConfigMap " + map);
      }
    } else if (volume.getSecret() != null) {
      if (volume.getSecret().getItems().isEmpty()) {
        absent.add("volume " + volume.getName() + " does not say which keys of its Secret");
      }
      volume
          .getSecret()
          .getItems()
          .forEach(item ->
              secret(volume.getSecret().getSecretName() + "/" + item.getKey(), used, absent));
    } else if (volume.getProjected() != null) {
      absent.add("volume " + volume.getName() + " is of a type this check does not follow");
    }
  }

  private void absent(
      Rendering rendering, Container container, Set<String> used, List<String> absent) {
    for (var source : container.getEnvFrom()) {
      if (source.getConfigMapRef() == null || source.getPrefix() != null) {
        absent.add("whole environments come from a ConfigMap without a prefix only");
      } else if (rendering.named(ConfigMap.class, source.getConfigMapRef().getName()).isEmpty()) {
        absent.add("no ConfigMap " + source.getConfigMapRef().getName());
      }
    }
    for (var variable : container.getEnv()) {
      if (variable.getValueFrom() != null) {
        absent(rendering, variable.getValueFrom(), used, absent);
      }
    }
    for (var variable : rendering.environment(container)) {
      if (variable.getValue() != null && !isAnswered(rendering, variable.getValue())) {
        absent.add(variable.getName() + " names a Service or port that is not there");
      }
    }
  }

  private void secret(String key, Set<String> used, List<String> absent) {
    used.add(key);
    if (!operator.secretKeys().contains(key)) {
      absent.add("Secret " + key + " is not among what the operator is told to bring");
    }
  }

  private void absent(
      Rendering rendering, EnvVarSource source, Set<String> used, List<String> absent) {
    if (source.getSecretKeyRef() != null) {
      secret(
          source.getSecretKeyRef().getName() + "/" + source.getSecretKeyRef().getKey(),
          used,
          absent);
    } else if (source.getConfigMapKeyRef() != null) {
      var reference = source.getConfigMapKeyRef();
      var isThere =
          rendering
              .named(ConfigMap.class, reference.getName())
              .filter(map -> Rendering.orEmpty(map.getData()).containsKey(reference.getKey()))
              .isPresent();
      if (!isThere) {
        absent.add("no ConfigMap " + reference.getName() + " with key " + reference.getKey());
      }
    }
  }

  /// An address without a dot is a Service of this namespace.
  private static boolean isAnswered(Rendering rendering, String value) {
    if (!value.startsWith("http://") && !value.startsWith("https://")) {
      return true;
    }
    var address = URI.create(value);
    var host = Objects.requireNonNullElse(address.getHost(), "");
    return host.contains(".")
        || rendering
            .named(Service.class, host)
            .filter(service ->
                service.getSpec().getPorts().stream()
                    .map(ServicePort::getPort)
                    .anyMatch(port -> port == address.getPort()))
            .isPresent();
  }

  private static Stream<Finding> ports(Rendering rendering, Service service) {
    var names = new HashSet<String>();
    rendering
        .selectedBy(Rendering.orEmpty(service.getSpec().getSelector()))
        .forEach(workload ->
            Rendering.containers(workload).stream()
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getName)
                .forEach(names::add));
    return service.getSpec().getPorts().stream()
        .filter(port ->
            port.getTargetPort() == null || !names.contains(port.getTargetPort().getStrVal()))
        .map(port ->
            rendering.finding("service-port", service, "its target is not a port name of the pod"));
  }
}
