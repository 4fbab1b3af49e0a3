package org.genomerecord.localstack.k8s;

import static org.genomerecord.localstack.k8s.Rendering.orEmpty;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may open a connection to whom. Everything is denied, then exactly the edges of the
/// architecture are permitted; an edge inside the namespace needs both ends to agree.
final class Edges implements Rule {
  private static final String PROVIDES = "provides.genomerecord.org/";

  private final Set<String> approved;

  /// @param approved lines such as `production gateway -> consent-service 8080/TCP`
  Edges(Set<String> approved) {
    this.approved = Set.copyOf(approved);
  }

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    var findings = new ArrayList<Finding>();
    var leaving = new TreeSet<String>();
    var arriving = new TreeSet<String>();
    var isDenied = false;
    for (var policy : rendering.all(NetworkPolicy.class).toList()) {
      isDenied |= isDefaultDeny(policy);
      collect(rendering, policy, leaving, arriving, findings);
    }
    var where = rendering.overlay();
    if (!isDenied) {
      findings.add(new Finding("default-deny", where, "no policy denies everything first"));
    }
    var workloads =
        rendering.workloads().map(workload -> workload.getMetadata().getName()).toList();
    var open = new TreeSet<String>();
    open.addAll(leaving);
    open.addAll(arriving);
    for (var edge : open) {
      var isInside = workloads.contains(source(edge)) && workloads.contains(target(edge));
      if (isInside && !(leaving.contains(edge) && arriving.contains(edge))) {
        findings.add(new Finding("edge-half", where, "only one end permits " + edge));
      } else if (!approved.contains(where + " " + edge)) {
        findings.add(new Finding("edge-unapproved", where, edge));
      }
    }
    approved.stream()
        .filter(edge -> edge.startsWith(where + " "))
        .map(edge -> edge.substring(where.length() + 1))
        .filter(edge -> !open.contains(edge))
        .forEach(edge -> findings.add(new Finding("edge-closed", where, edge)));
    return findings.stream();
  }

  private static void collect(
      Rendering rendering,
      NetworkPolicy policy,
      Set<String> leaving,
      Set<String> arriving,
      List<Finding> findings) {
    var spec = policy.getSpec();
    var types = spec.getPolicyTypes();
    if ((!spec.getIngress().isEmpty() && !types.contains("Ingress"))
        || (!spec.getEgress().isEmpty() && !types.contains("Egress"))) {
      findings.add(rendering.finding("policy-type", policy, "its types leave out rules it holds"));
    }
    for (var own : names(rendering, spec.getPodSelector())) {
      for (var rule : spec.getIngress()) {
        broad(rendering, policy, rule.getFrom(), rule.getPorts(), findings);
        for (var peer : rule.getFrom()) {
          for (var port : rule.getPorts()) {
            peers(rendering, peer).forEach(from -> arriving.add(edge(from, own, port)));
          }
        }
      }
      for (var rule : spec.getEgress()) {
        broad(rendering, policy, rule.getTo(), rule.getPorts(), findings);
        for (var peer : rule.getTo()) {
          for (var port : rule.getPorts()) {
            peers(rendering, peer).forEach(to -> leaving.add(edge(own, to, port)));
          }
        }
      }
    }
  }

  /// An empty list of peers or ports means all of them; so does a peer without labels.
  private static void broad(
      Rendering rendering,
      NetworkPolicy policy,
      List<NetworkPolicyPeer> peers,
      List<NetworkPolicyPort> ports,
      List<Finding> findings) {
    var isBroad =
        peers.isEmpty()
            || ports.isEmpty()
            || peers.stream().anyMatch(peer -> peers(rendering, peer).isEmpty())
            || ports.stream().anyMatch(p -> p.getPort() == null || p.getEndPort() != null);
    if (isBroad) {
      findings.add(
          rendering.finding("edge-broad", policy, "permits a peer or port it does not name"));
    }
  }

  private static List<String> peers(Rendering rendering, NetworkPolicyPeer peer) {
    if (peer.getIpBlock() != null) {
      return List.of();
    }
    if (peer.getNamespaceSelector() != null) {
      return namespace(peer.getNamespaceSelector(), peer.getPodSelector());
    }
    var pods = peer.getPodSelector();
    return pods == null || orEmpty(pods.getMatchLabels()).isEmpty()
        ? List.of()
        : names(rendering, pods);
  }

  private static List<String> namespace(LabelSelector space, @Nullable LabelSelector pods) {
    var labels = orEmpty(space.getMatchLabels());
    if (labels.size() != 1 || !space.getMatchExpressions().isEmpty()) {
      return List.of();
    }
    var label = labels.entrySet().iterator().next();
    var name =
        label.getKey().startsWith(PROVIDES)
            ? label.getKey().substring(PROVIDES.length())
            : label.getValue();
    var pod = pods == null ? "" : String.join("+", orEmpty(pods.getMatchLabels()).values());
    return List.of(pod.isEmpty() ? name : name + "/" + pod);
  }

  private static List<String> names(Rendering rendering, @Nullable LabelSelector selector) {
    if (selector == null || !selector.getMatchExpressions().isEmpty()) {
      return List.of();
    }
    return rendering.selectedBy(orEmpty(selector.getMatchLabels())).stream()
        .map(workload -> workload.getMetadata().getName())
        .toList();
  }

  private static String edge(String from, String to, NetworkPolicyPort port) {
    var number = port.getPort() == null ? "any" : String.valueOf(port.getPort().getValue());
    return from
        + " -> "
        + to
        + " "
        + number
        + "/"
        + Objects.requireNonNullElse(port.getProtocol(), "TCP");
  }

  private static String source(String edge) {
    return edge.substring(0, edge.indexOf(" -> "));
  }

  private static String target(String edge) {
    return edge.substring(edge.indexOf(" -> ") + 4, edge.lastIndexOf(' '));
  }

  private static boolean isDefaultDeny(NetworkPolicy policy) {
    var spec = policy.getSpec();
    return spec.getPodSelector() != null
        && orEmpty(spec.getPodSelector().getMatchLabels()).isEmpty()
        && spec.getPodSelector().getMatchExpressions().isEmpty()
        && spec.getIngress().isEmpty()
        && spec.getEgress().isEmpty()
        && spec.getPolicyTypes().containsAll(List.of("Ingress", "Egress"));
  }
}
