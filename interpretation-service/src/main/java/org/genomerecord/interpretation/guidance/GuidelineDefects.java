package org.genomerecord.interpretation.guidance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The ways in which a guideline may contradict itself or the results that genes can have.
public final class GuidelineDefects {
  private GuidelineDefects() {}

  /// @param results all results that a gene can have, by gene, as guidelines name it; a gene
  ///   without an entry is not assessed
  public static List<String> of(List<Guideline> guidelines, Map<String, List<GeneResult>> results) {
    var defects = new ArrayList<String>();
    for (var guideline : guidelines) {
      for (var drug : guideline.drugs()) {
        for (var context : guideline.contexts(drug.name())) {
          combinations(guideline, results)
              .forEach(combination -> {
                var holding =
                    guideline.rules().stream()
                        .filter(rule -> rule.context().equals(context))
                        .filter(rule -> rule.holds(drug.name(), combination))
                        .count();
                var needsRow = combination.stream().allMatch(GeneResult::isAssigned);
                if (holding > 1 || (needsRow && holding == 0)) {
                  defects.add(
                      guideline.name()
                          + " has "
                          + holding
                          + " rows for "
                          + drug.name()
                          + " ("
                          + context
                          + ") with "
                          + String.join(
                              ", ", combination.stream().map(GeneResult::phenotype).toList()));
                }
              });
        }
        if (guideline.contexts(drug.name()).isEmpty()) {
          defects.add(guideline.name() + " has no row for " + drug.name());
        }
      }
    }
    defects.addAll(twice(guidelines));
    return defects;
  }

  private static Stream<List<GeneResult>> combinations(
      Guideline guideline, Map<String, List<GeneResult>> results) {
    var combinations = Stream.of(List.<GeneResult>of());
    for (var gene : guideline.genes()) {
      var here = new ArrayList<>(results.getOrDefault(gene, List.of()));
      here.add(GeneResult.UNKNOWN);
      combinations =
          combinations.flatMap(before ->
              here.stream()
                  .map(result -> Stream.concat(before.stream(), Stream.of(result)).toList()));
    }
    return combinations;
  }

  /// One name is one drug, whichever guidelines speak of it.
  private static List<String> twice(List<Guideline> guidelines) {
    var defects = new ArrayList<String>();
    var codes = new HashMap<String, String>();
    for (var guideline : guidelines) {
      for (var drug : guideline.drugs()) {
        var before = codes.put(drug.name(), drug.rxNorm());
        if (before != null && !before.equals(drug.rxNorm())) {
          defects.add(drug.name() + " has two RxNorm codes");
        }
      }
    }
    return defects;
  }
}
