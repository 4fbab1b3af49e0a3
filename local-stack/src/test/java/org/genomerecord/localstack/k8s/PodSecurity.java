package org.genomerecord.localstack.k8s;

import static org.genomerecord.localstack.k8s.Rendering.containers;
import static org.genomerecord.localstack.k8s.Rendering.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pod Security Standards, profile "restricted" (kubernetes.io, "Pod Security Standards"), and what
/// this house adds: a read-only root file system, no service account token, no service links.
final class PodSecurity implements Rule {
  private static final String RULE = "pod-security";
  private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.concat(namespaces(rendering), workloads(rendering));
  }

  private static Stream<Finding> namespaces(Rendering rendering) {
    var enforced =
        rendering
            .named(Namespace.class, rendering.namespace())
            .map(space -> Rendering.orEmpty(space.getMetadata().getLabels()))
            .map(labels -> labels.getOrDefault("pod-security.kubernetes.io/enforce", ""))
            .orElse("");
    return enforced.equals("restricted")
        ? Stream.empty()
        : Stream.of(
            new Finding(
                "namespace-not-restricted",
                rendering.overlay() + " Namespace/" + rendering.namespace(),
                "must carry pod-security.kubernetes.io/enforce: restricted"));
  }

  private static Stream<Finding> workloads(Rendering rendering) {
    return rendering
        .workloads()
        .flatMap(workload -> faults(workload).map(says -> rendering.finding(RULE, workload, says)));
  }

  private static Stream<String> faults(Deployment workload) {
    var pod = pod(workload);
    var faults = new ArrayList<String>();
    if (isTrue(pod.getHostNetwork()) || isTrue(pod.getHostPID()) || isTrue(pod.getHostIPC())) {
      faults.add("shares a namespace of its host");
    }
    if (!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken())) {
      faults.add("mounts a service account token");
    }
    if (!Boolean.FALSE.equals(pod.getEnableServiceLinks())) {
      faults.add("lets service links into its environment");
    }
    if (pod.getEphemeralContainers() != null && !pod.getEphemeralContainers().isEmpty()) {
      faults.add("has ephemeral containers");
    }
    var context = pod.getSecurityContext();
    if (context != null
        && (!context.getSysctls().isEmpty() || context.getSeLinuxOptions() != null)) {
      faults.add("sets sysctls or SELinux options");
    }
    pod.getVolumes().stream()
        .filter(volume -> !isPermitted(volume))
        .forEach(volume -> faults.add("volume " + volume.getName() + " is of a forbidden type"));
    for (var container : containers(workload)) {
      faults(container, context)
          .forEach(fault -> faults.add("container " + container.getName() + " " + fault));
    }
    return faults.stream();
  }

  private static List<String> faults(Container container, @Nullable PodSecurityContext pod) {
    var context = container.getSecurityContext();
    if (context == null) {
      return List.of("has no security context");
    }
    var faults = new ArrayList<String>();
    if (isTrue(context.getPrivileged())) {
      faults.add("is privileged");
    }
    if (!Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
      faults.add("allows privilege escalation");
    }
    if (!isTrue(context.getReadOnlyRootFilesystem())) {
      faults.add("may write to its root file system");
    }
    if (!isNonRoot(context, pod)) {
      faults.add("may run as root");
    }
    if (!SECCOMP.contains(seccomp(context, pod))) {
      faults.add("has no seccomp profile");
    }
    var capabilities = context.getCapabilities();
    if (capabilities == null || !capabilities.getDrop().contains("ALL")) {
      faults.add("keeps capabilities");
    } else if (!capabilities.getAdd().isEmpty()) {
      faults.add("adds capabilities");
    }
    if (context.getProcMount() != null
        || context.getSeLinuxOptions() != null
        || context.getWindowsOptions() != null) {
      faults.add("sets procMount, SELinux or Windows options");
    }
    if (container.getPorts().stream()
        .anyMatch(port -> port.getHostPort() != null && port.getHostPort() != 0)) {
      faults.add("takes a port of its host");
    }
    if (container.getVolumeMounts().stream().noneMatch(m -> "/tmp".equals(m.getMountPath()))) {
      faults.add("has no /tmp to write to");
    }
    return faults;
  }

  private static boolean isNonRoot(SecurityContext context, @Nullable PodSecurityContext pod) {
    var nonRoot = context.getRunAsNonRoot();
    if (nonRoot == null && pod != null) {
      nonRoot = pod.getRunAsNonRoot();
    }
    var user = context.getRunAsUser();
    if (user == null && pod != null) {
      user = pod.getRunAsUser();
    }
    return isTrue(nonRoot) && user != null && user != 0;
  }

  private static String seccomp(SecurityContext context, @Nullable PodSecurityContext pod) {
    SeccompProfile profile = context.getSeccompProfile();
    if (profile == null && pod != null) {
      profile = pod.getSeccompProfile();
    }
    return profile == null || profile.getType() == null ? "" : profile.getType();
  }

  private static boolean isPermitted(Volume volume) {
    return volume.getConfigMap() != null
        || volume.getCsi() != null
        || volume.getDownwardAPI() != null
        || volume.getEmptyDir() != null
        || volume.getEphemeral() != null
        || volume.getPersistentVolumeClaim() != null
        || volume.getProjected() != null
        || volume.getSecret() != null;
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
