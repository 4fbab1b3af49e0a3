package org.genomerecord.interpretation.guidance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;

/// Looks a person's gene results up in guidelines. Pure.
///
/// Where a gene has several best explanations, there is one recommendation for each combination of
/// phenotypes, labelled by it; where the clinical context is not known, one for each context. A
/// gene that was not called is said for each drug: silence would read as "nothing to consider".
public final class Guidance {
  private Guidance() {}

  /// @param results by gene, as guidelines name it; several if the call is ambiguous, none if the
  ///   gene was not called; without an entry if the release does not assess it
  public static List<Recommendation> of(
      List<Guideline> guidelines, Map<String, List<GeneResult>> results) {
    var recommendations = new ArrayList<Recommendation>();
    for (var guideline : guidelines) {
      if (guideline.genes().stream().noneMatch(results::containsKey)) {
        continue;
      }
      for (var drug : guideline.drugs()) {
        recommendations.addAll(new OfDrug(guideline, drug, results).recommendations());
      }
    }
    return List.copyOf(recommendations);
  }

  private record OfDrug(Guideline guideline, Drug drug, Map<String, List<GeneResult>> results) {

    Set<Recommendation> recommendations() {
      var combinations = List.of(List.<GeneResult>of());
      for (var gene : guideline.genes()) {
        var here = results.getOrDefault(gene, List.of());
        var possible = here.isEmpty() ? List.of(GeneResult.UNKNOWN) : here;
        combinations =
            combinations.stream()
                .flatMap(before ->
                    possible.stream()
                        .map(result -> {
                          var extended = new ArrayList<>(before);
                          extended.add(result);
                          return List.copyOf(extended);
                        }))
                .toList();
      }
      var recommendations = new LinkedHashSet<Recommendation>();
      for (var context : guideline.contexts(drug.name())) {
        for (var combination : combinations) {
          recommendations.add(recommendation(context, combination));
        }
      }
      return recommendations;
    }

    private Recommendation recommendation(String context, List<GeneResult> combination) {
      return rules(context)
          .filter(rule -> rule.holds(drug.name(), combination))
          .findFirst()
          .map(rule -> of(context, combination, rule))
          .or(() -> agreed(context, combination))
          .orElseGet(() ->
              of(
                  context,
                  combination,
                  Action.NONE,
                  withoutRule(context, combination),
                  Strength.NONE));
    }

    private Stream<Rule> rules(String context) {
      return guideline.rules().stream().filter(rule -> rule.context().equals(context));
    }

    /// A row for one gene alone is written for another that nobody tested. Where it was tested and
    /// an allele is left open, a usual dose is no advice any more, and a warning says so too.
    private Recommendation of(String context, List<GeneResult> combination, Rule rule) {
      var open = named(i -> rule.goesBy(i) && isOpen(i, combination));
      if (open.isEmpty()) {
        return of(
            context,
            combination,
            rule.action(),
            rule.wording() + untold(context, combination, rule),
            rule.strength());
      }
      var notExcluded =
          "Not excluded, as the test does not tell: "
              + String.join(", ", open)
              + "."
              + otherwise(context, combination, rule.action(), openWith(combination));
      return rule.action() == Action.STANDARD
          ? of(
              context,
              combination,
              Action.NONE,
              "No recommendation of a usual dose. " + notExcluded,
              Strength.NONE)
          : of(
              context,
              combination,
              rule.action(),
              rule.wording() + " " + notExcluded,
              rule.strength());
    }

    /// Where another gene was looked at and could not be told, the row of one alone stands; what
    /// the other could change is said with it.
    private String untold(String context, List<GeneResult> combination, Rule rule) {
      IntPredicate untold =
          i ->
              rule.goesBy(i)
                  && !combination.get(i).isKnown()
                  && isTested(i)
                  && !Guideline.isAllele(guideline.genes().get(i));
      var genes = named(untold);
      return genes.isEmpty()
          ? ""
          : " "
              + String.join(", ", genes)
              + " could not be told."
              + otherwise(context, combination, rule.action(), untold);
    }

    private List<String> named(IntPredicate genes) {
      return IntStream.range(0, guideline.genes().size())
          .filter(genes)
          .mapToObj(guideline.genes()::get)
          .toList();
    }

    private boolean isTested(int gene) {
      return results.containsKey(guideline.genes().get(gene));
    }

    /// Whether it is an allele whose gene was tested, and of which the result does not tell.
    private boolean isOpen(int gene, List<GeneResult> combination) {
      return !combination.get(gene).isKnown()
          && isTested(gene)
          && Guideline.isAllele(guideline.genes().get(gene));
    }

    /// An allele of a gene that the guideline goes by as a whole, too, and that is not known.
    private boolean isOfUnknown(int allele, String context, List<GeneResult> combination) {
      var asked = guideline.genes().get(allele);
      int gene = guideline.genes().indexOf(Guideline.symbol(asked));
      return Guideline.isAllele(asked)
          && gene >= 0
          && !combination.get(gene).isKnown()
          && rules(context).anyMatch(rule -> rule.goesBy(gene));
    }

    /// The open alleles. What is told of other alleles of such a gene is open with them.
    private IntPredicate openWith(List<GeneResult> combination) {
      var symbols =
          named(i -> isOpen(i, combination)).stream()
              .map(Guideline::symbol)
              .collect(Collectors.toSet());
      return i -> {
        var asked = guideline.genes().get(i);
        return symbols.contains(Guideline.symbol(asked))
            && (Guideline.isAllele(asked) || !combination.get(i).isKnown());
      };
    }

    /// What the open results could change: a sentence for each row that asks for something else and
    /// would hold with them.
    private String otherwise(
        String context, List<GeneResult> combination, Action action, IntPredicate open) {
      return rules(context)
          .filter(rule -> rule.action().asksForChange() && rule.action() != action)
          .filter(rule -> rule.mayHold(drug.name(), combination, open))
          .filter(rule -> !rule.asked(open).isEmpty())
          .map(rule -> " If %s: %s.".formatted(rule.asked(open), code(rule)))
          .distinct()
          .collect(Collectors.joining());
    }

    private String withoutRule(String context, List<GeneResult> combination) {
      if (!byScore(context, combination).isEmpty()) {
        return withoutScore(context, combination);
      }
      var open = named(i -> isOpen(i, combination) && !isOfUnknown(i, context, combination));
      var symbols = open.stream().map(Guideline::symbol).collect(Collectors.toSet());
      var untold =
          named(i ->
              !combination.get(i).isKnown()
                  && isTested(i)
                  && !isOfUnknown(i, context, combination)
                  && !symbols.contains(Guideline.symbol(guideline.genes().get(i))));
      var untested =
          named(i ->
              !combination.get(i).isKnown()
                  && !isTested(i)
                  && !isOfUnknown(i, context, combination));
      var without =
          Stream.of(
                  which(open, "the test does not tell"),
                  which(untold, "could not be told"),
                  which(untested, "nobody tested"))
              .flatMap(Optional::stream)
              .collect(Collectors.joining(", and "));
      if (!without.isEmpty()) {
        return "No recommendation without "
            + without
            + "."
            + (open.isEmpty()
                ? ""
                : otherwise(context, combination, Action.NONE, openWith(combination)));
      }
      var notCertain = notCertain(context, combination);
      if (!notCertain.isEmpty()) {
        return "No recommendation: as positions were not called, it is not excluded: "
            + String.join(", ", notCertain)
            + ".";
      }
      var notAssigned = named(i -> !combination.get(i).isAssigned());
      if (!notAssigned.isEmpty()) {
        return "No recommendation: an allele of "
            + String.join(", ", notAssigned)
            + " has no function assigned yet.";
      }
      return notScored(context, combination).isEmpty()
          ? "No recommendation: the guideline has none for this result."
          : withoutScore(context, combination);
    }

    /// What a gene may be as well whose result the guideline asks to be certain.
    private List<String> notCertain(String context, List<GeneResult> combination) {
      return IntStream.range(0, combination.size())
          .filter(i -> rules(context).anyMatch(rule -> rule.needsCertainty(i)))
          .boxed()
          .flatMap(i -> combination.get(i).notExcluded().stream().sorted())
          .toList();
    }

    /// Genes that the guideline goes by the score of, which nobody stated.
    private List<String> notScored(String context, List<GeneResult> combination) {
      return named(i ->
          combination.get(i).isKnown()
              && combination.get(i).activityScore() == null
              && rules(context)
                  .anyMatch(rule -> rule.drugs().contains(drug.name()) && rule.goesByScore(i)));
    }

    private String withoutScore(String context, List<GeneResult> combination) {
      return "No recommendation without the activity score of "
          + String.join(", ", notScored(context, combination))
          + ", which the guideline goes by."
          + byScore(context, combination).entrySet().stream()
              .filter(row -> row.getKey().action().asksForChange())
              .map(row -> " If it is %s: %s.".formatted(either(row.getValue()), code(row.getKey())))
              .collect(Collectors.joining());
    }

    /// Where nobody stated the score of a gene: what all scores agree on that there can be.
    private Optional<Recommendation> agreed(String context, List<GeneResult> combination) {
      var rows = byScore(context, combination);
      var scores = combination.stream().mapToInt(result -> result.scores().size()).sum();
      if (rows.keySet().stream().map(Rule::action).distinct().count() != 1
          || rows.values().stream().mapToInt(List::size).sum() != scores
          || !named(i -> isOpen(i, combination)).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          of(
              context,
              combination,
              rows.keySet().iterator().next().action(),
              rows.entrySet().stream()
                  .map(row ->
                      "If the activity score is %s: %s"
                          .formatted(either(row.getValue()), row.getKey().wording()))
                  .collect(Collectors.joining(" ")),
              Collections.max(rows.keySet().stream().map(Rule::strength).toList())));
    }

    /// The rows that hold for the scores that there can be, each with its scores, in their order.
    private Map<Rule, List<Double>> byScore(String context, List<GeneResult> combination) {
      var rows = new LinkedHashMap<Rule, List<Double>>();
      for (var i = 0; i < combination.size(); i++) {
        for (var score : combination.get(i).scores()) {
          var supposed = new ArrayList<>(combination);
          supposed.set(i, new GeneResult(combination.get(i).phenotype(), score));
          rules(context)
              .filter(rule -> rule.holds(drug.name(), supposed))
              .forEach(rule -> rows.computeIfAbsent(rule, _ -> new ArrayList<>()).add(score));
        }
      }
      return rows;
    }

    private static String either(List<Double> scores) {
      return scores.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private static String code(Rule rule) {
      return rule.action().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> which(List<String> genes, String why) {
      return genes.isEmpty()
          ? Optional.empty()
          : Optional.of(String.join(", ", genes) + ", which " + why);
    }

    private Recommendation of(
        String context,
        List<GeneResult> combination,
        Action action,
        String wording,
        Strength strength) {
      var basis = new ArrayList<Basis>();
      var notAssessed = new ArrayList<String>();
      for (var i = 0; i < combination.size(); i++) {
        var gene = guideline.genes().get(i);
        if (results.containsKey(gene)) {
          basis.add(new Basis(gene, combination.get(i).phenotype()));
        } else if (!Guideline.isPartOf(gene, guideline.genes())) {
          notAssessed.add(gene);
        }
      }
      return new Recommendation(
          drug.name(),
          drug.rxNorm(),
          context,
          basis,
          action,
          wording,
          strength,
          notAssessed,
          guideline.source(),
          guideline.population());
    }
  }
}
