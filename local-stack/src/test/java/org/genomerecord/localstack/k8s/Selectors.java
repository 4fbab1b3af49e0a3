package org.genomerecord.localstack.k8s;

import static org.genomerecord.localstack.k8s.Rendering.orEmpty;
import static org.genomerecord.localstack.k8s.Rendering.podLabels;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A selector means one workload, no more and no fewer; and each workload has one Service and one
/// disruption budget.
final class Selectors implements Rule {
  private static final String RULE = "selector";

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    var faulty =
        Stream.of(
                rendering.workloads().flatMap(workload -> own(rendering, workload)),
                rendering
                    .all(Service.class)
                    .flatMap(service -> one(rendering, service, service.getSpec().getSelector())),
                rendering
                    .all(PodDisruptionBudget.class)
                    .flatMap(budget -> one(rendering, budget, budget.getSpec().getSelector())),
                rendering
                    .all(NetworkPolicy.class)
                    .filter(policy -> !isEverything(policy.getSpec().getPodSelector()))
                    .flatMap(policy -> one(rendering, policy, policy.getSpec().getPodSelector())))
            .flatMap(finding -> finding)
            .toList();
    return faulty.isEmpty() ? uncovered(rendering) : faulty.stream();
  }

  private static Stream<Finding> own(Rendering rendering, Deployment workload) {
    var spread =
        Rendering.pod(workload).getTopologySpreadConstraints().stream()
            .flatMap(constraint -> one(rendering, workload, constraint.getLabelSelector()));
    var selector = workload.getSpec().getSelector();
    var selected = rendering.selectedBy(orEmpty(selector.getMatchLabels()));
    var own =
        podLabels(workload).entrySet().containsAll(orEmpty(selector.getMatchLabels()).entrySet());
    return own && selected.size() == 1
        ? spread
        : Stream.concat(
            spread,
            Stream.of(rendering.finding(RULE, workload, "does not select its own pods only")));
  }

  private static Stream<Finding> one(
      Rendering rendering, HasMetadata object, @Nullable LabelSelector selector) {
    if (selector == null || !selector.getMatchExpressions().isEmpty()) {
      return Stream.of(rendering.finding(RULE, object, "must select by labels"));
    }
    return one(rendering, object, selector.getMatchLabels());
  }

  private static Stream<Finding> one(
      Rendering rendering, HasMetadata object, @Nullable Map<String, String> labels) {
    var selected = rendering.selectedBy(orEmpty(labels));
    return selected.size() == 1 && !orEmpty(labels).isEmpty()
        ? Stream.empty()
        : Stream.of(
            rendering.finding(RULE, object, "selects " + selected.size() + " workloads, not one"));
  }

  private static Stream<Finding> uncovered(Rendering rendering) {
    var services = new HashMap<String, Integer>();
    var budgets = new HashMap<String, Integer>();
    rendering
        .all(Service.class)
        .flatMap(service -> rendering.selectedBy(orEmpty(service.getSpec().getSelector())).stream())
        .forEach(workload -> services.merge(Rendering.name(workload), 1, Integer::sum));
    rendering
        .all(PodDisruptionBudget.class)
        .flatMap(budget -> selected(rendering, budget).stream())
        .forEach(workload -> budgets.merge(Rendering.name(workload), 1, Integer::sum));
    return rendering
        .workloads()
        .filter(workload ->
            services.getOrDefault(Rendering.name(workload), 0) != 1
                || budgets.getOrDefault(Rendering.name(workload), 0) != 1)
        .map(workload ->
            rendering.finding(
                "uncovered", workload, "needs one Service and one PodDisruptionBudget"));
  }

  private static List<Deployment> selected(Rendering rendering, PodDisruptionBudget budget) {
    var selector = budget.getSpec().getSelector();
    return rendering.selectedBy(orEmpty(selector == null ? null : selector.getMatchLabels()));
  }

  private static boolean isEverything(@Nullable LabelSelector selector) {
    return selector != null
        && orEmpty(selector.getMatchLabels()).isEmpty()
        && selector.getMatchExpressions().isEmpty();
  }
}
