package org.genomerecord.interpretation.reinterpretation;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.jspecify.annotations.Nullable;

/// In what two interpretations of one call set differ, as far as it matters to care: diplotypes,
/// phenotypes, certainty and recommendations. Pure.
///
/// Names of releases, editions and citations, whom a guideline is for, positions that were not
/// called and what they leave possible, and the wording of caveats are no differences: a new allele
/// anywhere in a gene would otherwise amend every report. Sensitive.
///
/// @param kinds empty: they mean the same
/// @param genes whose finding differs
/// @param drugs for which something else is recommended
public record Differences(Set<Difference> kinds, Set<String> genes, Set<String> drugs) {
  public Differences {
    kinds = Set.copyOf(kinds);
    genes = Set.copyOf(genes);
    drugs = Set.copyOf(drugs);
  }

  /// @param before and `after` under the same permitted classes of data: what a class is not
  ///   permitted for is no difference
  public static Differences between(Interpreted before, Interpreted after) {
    var kinds = EnumSet.noneOf(Difference.class);
    var genes = new TreeSet<String>();
    var drugs = new TreeSet<String>();
    compare(
        byKey(before.findings(), Finding::gene),
        byKey(after.findings(), Finding::gene),
        (gene, pair) -> {
          var differing = kindsOf(meanings(pair.before()), meanings(pair.after()));
          if (!differing.isEmpty()) {
            kinds.addAll(differing);
            genes.add(gene);
          }
        });
    compare(
        byKey(before.recommendations(), Recommendation::drug),
        byKey(after.recommendations(), Recommendation::drug),
        (drug, pair) -> {
          if (!advice(pair.before()).equals(advice(pair.after()))) {
            kinds.add(Difference.RECOMMENDATION);
            drugs.add(drug);
          }
        });
    return new Differences(kinds, genes, drugs);
  }

  /// Whether they mean the same.
  public boolean none() {
    return kinds.isEmpty();
  }

  private record Pair<T>(List<T> before, List<T> after) {}

  private static <T> Map<String, List<T>> byKey(List<T> items, Function<T, String> key) {
    return items.stream().collect(Collectors.groupingBy(key));
  }

  private static <T> void compare(
      Map<String, List<T>> before,
      Map<String, List<T>> after,
      BiConsumer<String, Pair<T>> comparing) {
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.forEach(key ->
        comparing.accept(
            key,
            new Pair<>(before.getOrDefault(key, List.of()), after.getOrDefault(key, List.of()))));
  }

  /// What a finding of one gene means.
  private record Meaning(
      Set<String> diplotypes, Set<Phenotype> phenotypes, Set<String> certainties) {}

  private record Phenotype(String name, @Nullable String activityScore) {}

  private static Meaning meanings(List<Finding> findings) {
    var diplotypes = findings.stream().flatMap(finding -> finding.diplotypes().stream()).toList();
    return new Meaning(
        diplotypes.stream().map(Diplotype::label).collect(Collectors.toSet()),
        diplotypes.stream()
            .map(pair -> new Phenotype(pair.phenotype(), pair.activityScore()))
            .collect(Collectors.toSet()),
        findings.stream().map(finding -> finding.certainty().name()).collect(Collectors.toSet()));
  }

  private static Set<Difference> kindsOf(Meaning before, Meaning after) {
    var kinds = EnumSet.noneOf(Difference.class);
    if (!before.diplotypes().equals(after.diplotypes())) {
      kinds.add(Difference.DIPLOTYPE);
    }
    if (!before.phenotypes().equals(after.phenotypes())) {
      kinds.add(Difference.PHENOTYPE);
    }
    if (!before.certainties().equals(after.certainties())) {
      kinds.add(Difference.CERTAINTY);
    }
    return kinds;
  }

  /// What is recommended, without where it is written.
  private record Advice(
      String context,
      Set<Recommendation.Basis> basis,
      Action action,
      String wording,
      Strength strength,
      Set<String> notAssessed) {}

  private static Set<Advice> advice(List<Recommendation> recommendations) {
    return recommendations.stream()
        .map(one ->
            new Advice(
                one.context(),
                new HashSet<>(one.basis()),
                one.action(),
                one.wording(),
                one.strength(),
                new HashSet<>(one.notAssessed())))
        .collect(Collectors.toSet());
  }

  /// Prints no gene and no drug.
  @Override
  public String toString() {
    return "Differences" + kinds;
  }
}
