package org.genomerecord.interpretation.interpret;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.jspecify.annotations.Nullable;

/// What was found in one sample and what it means for drugs. Sensitive: it is stored and sent
/// sealed only.
///
/// @param reference what the insertions and deletions of the call set were compared with: SHA-256,
///   in hexadecimal, of the reference's bases around the positions ([Loci#referenceDigest]), or
///   [#NO_REFERENCE]; null: no call set was read, or nobody noted it
public record Interpreted(
    List<Finding> findings, List<Recommendation> recommendations, @Nullable String reference) {
  /// They were compared with nothing but what is written at the positions.
  public static final String NO_REFERENCE = "none";

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
            .toList(),
        reference);
  }

  /// Prints neither findings nor advice.
  @Override
  public String toString() {
    return "Interpreted[" + findings.size() + " findings]";
  }
}
