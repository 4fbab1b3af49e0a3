package org.genomerecord.interpretation.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.AlleleCopies;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;

/// How far advice can be relied on that rests on findings, in sentences for the reader.
public final class Reliance {
  private Reliance() {}

  /// The caveats of the findings that it rests on, with their gene, and what [#absences] says.
  public static List<String> caveats(Recommendation recommendation, List<Finding> findings) {
    var genes = recommendation.basis().stream().map(Basis::symbol).collect(Collectors.toSet());
    var caveats = new ArrayList<String>();
    findings.stream()
        .filter(finding -> genes.contains(finding.gene()))
        .forEach(finding ->
            finding.caveats().forEach(caveat -> caveats.add(finding.gene() + ": " + caveat)));
    caveats.addAll(absences(recommendation, findings));
    return List.copyOf(caveats);
  }

  /// Of a guideline that goes by alleles: those that could not be excluded and would make it say
  /// something else, or nothing. Others are said by the phenotypes that they make
  /// ([Finding#phenotypesNotExcluded]). Nothing if there is no advice.
  public static List<String> absences(Recommendation recommendation, List<Finding> findings) {
    if (recommendation.action() == Action.NONE) {
      return List.of();
    }
    return findings.stream().flatMap(finding -> absent(recommendation, finding).stream()).toList();
  }

  private static Optional<String> absent(Recommendation recommendation, Finding finding) {
    var asked =
        recommendation.basis().stream()
            .filter(basis -> basis.byAllele() && basis.symbol().equals(finding.gene()))
            .map(basis -> basis.gene().substring(finding.gene().length() + 1))
            .toList();
    var counted =
        asked.stream()
            .flatMap(one -> AlleleCopies.alleles(one).stream())
            .collect(Collectors.toSet());
    var open =
        finding.allelesNotExcluded().stream().filter(Predicate.not(counted::contains)).toList();
    return asked.isEmpty() || open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: alleles not excluded: %s. This advice rests on none of them being there."
                .formatted(finding.gene(), String.join(", ", open)));
  }
}
