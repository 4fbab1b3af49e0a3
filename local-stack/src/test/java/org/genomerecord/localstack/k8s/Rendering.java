package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one overlay would apply to a cluster.
///
/// @param overlay the overlay's folder name
/// @param namespace the namespace everything is put in
record Rendering(String overlay, String namespace, List<HasMetadata> objects) {
  Rendering {
    objects = List.copyOf(objects);
  }

  <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  <T extends HasMetadata> Optional<T> named(Class<T> kind, String name) {
    return all(kind).filter(object -> name.equals(object.getMetadata().getName())).findFirst();
  }

  Stream<Deployment> workloads() {
    return all(Deployment.class);
  }

  /// Workloads whose pods carry all of these labels.
  List<Deployment> selectedBy(Map<String, String> labels) {
    return workloads()
        .filter(workload -> podLabels(workload).entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  Finding finding(String rule, HasMetadata object, String says) {
    return new Finding(rule, overlay + " " + name(object), says);
  }

  static String name(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  static PodSpec pod(Deployment workload) {
    return workload.getSpec().getTemplate().getSpec();
  }

  static Map<String, String> podLabels(Deployment workload) {
    return orEmpty(workload.getSpec().getTemplate().getMetadata().getLabels());
  }

  static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  static List<Container> containers(Deployment workload) {
    return Stream.concat(
            pod(workload).getInitContainers().stream(), pod(workload).getContainers().stream())
        .toList();
  }

  /// The container's environment in the order it is given: ConfigMaps first, then its own entries.
  List<EnvVar> environment(Container container) {
    var variables = new ArrayList<EnvVar>();
    for (var source : container.getEnvFrom()) {
      if (source.getConfigMapRef() != null) {
        named(ConfigMap.class, source.getConfigMapRef().getName())
            .ifPresent(map ->
                orEmpty(map.getData())
                    .forEach((key, value) -> variables.add(new EnvVar(key, value, null))));
      }
    }
    variables.addAll(container.getEnv());
    return List.copyOf(variables);
  }

  /// The literal value of a variable; later entries win, as they do in a pod.
  Optional<String> value(Container container, String variable) {
    return environment(container).stream()
        .filter(entry -> variable.equals(entry.getName()))
        .map(EnvVar::getValue)
        .filter(Objects::nonNull)
        .reduce((_, later) -> later);
  }
}
