package org.genomerecord.interpretation.interpret;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Recommendation;

/// What was found in one sample and what it means for drugs. Sensitive: it is stored and sent
/// sealed only.
public record Interpreted(List<Finding> findings, List<Recommendation> recommendations) {
  public Interpreted {
    findings = List.copyOf(findings);
    recommendations = List.copyOf(recommendations);
  }

  /// Without what belongs to other classes of data, and without advice that rests on it.
  public Interpreted only(Set<String> dataClasses) {
    var permitted =
        findings.stream().filter(finding -> dataClasses.contains(finding.dataClass())).toList();
    var genes = permitted.stream().map(Finding::gene).collect(Collectors.toSet());
    return new Interpreted(
        permitted,
        recommendations.stream()
            .filter(recommendation ->
                recommendation.basis().stream().allMatch(basis -> genes.contains(basis.symbol())))
            .toList());
  }

  /// Prints neither findings nor advice.
  @Override
  public String toString() {
    return "Interpreted[" + findings.size() + " findings]";
  }
}
