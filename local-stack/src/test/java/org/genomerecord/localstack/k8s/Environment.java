package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A container is given the variables its service knows: all that it needs, each once, no others. A
/// misspelt variable would otherwise be a default that nobody chose. A password is never literal.
final class Environment implements Rule {
  private final KnownEnvironment known;

  Environment(KnownEnvironment known) {
    this.known = known;
  }

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return rendering
        .workloads()
        .flatMap(workload ->
            Rendering.containers(workload).stream()
                .flatMap(container -> findings(rendering, workload, container).stream()));
  }

  private List<Finding> findings(Rendering rendering, Deployment workload, Container container) {
    var service = workload.getMetadata().getName();
    var permitted =
        known.of(service).map(KnownEnvironment.Variable::name).collect(Collectors.toSet());
    var findings = new ArrayList<Finding>();
    var given = new HashSet<String>();
    for (var variable : rendering.environment(container)) {
      var name = variable.getName();
      if (!given.add(name)) {
        findings.add(rendering.finding("environment-twice", workload, name + " is given twice"));
      }
      if (!permitted.contains(name)) {
        findings.add(
            rendering.finding("environment-unknown", workload, service + " knows no " + name));
      }
      if ((variable.getValue() == null) == (variable.getValueFrom() == null)) {
        findings.add(rendering.finding("environment-value", workload, name + " needs one value"));
      }
      if (isSecret(variable) && variable.getValue() != null) {
        findings.add(
            rendering.finding("secret-committed", workload, name + " must come from a Secret"));
      }
    }
    known
        .of(service)
        .filter(variable -> variable.isNeeded() && !given.contains(variable.name()))
        .map(v -> rendering.finding("environment-missing", workload, "lacks " + v.name()))
        .forEach(findings::add);
    return findings;
  }

  private static boolean isSecret(EnvVar variable) {
    return variable.getName().endsWith("_PASSWORD") || variable.getName().endsWith("_SECRET");
  }
}
