package org.genomerecord.interpretation.guidance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
      return guideline.rules().stream()
          .filter(rule -> rule.context().equals(context))
          .filter(rule -> rule.holds(drug.name(), combination))
          .findFirst()
          .map(rule -> of(context, combination, rule))
          .orElseGet(
              () -> of(context, combination, Action.NONE, withoutRule(combination), Strength.NONE));
    }

    /// A row for one gene alone is written for another that nobody tested. Where it was tested and
    /// an allele is left open, a usual dose is no advice any more, and a warning says so too.
    private Recommendation of(String context, List<GeneResult> combination, Rule rule) {
      var open = open(combination);
      if (open.isEmpty()) {
        return of(context, combination, rule.action(), rule.wording(), rule.strength());
      }
      var notExcluded = "Not excluded, as the test does not tell: " + String.join(", ", open) + ".";
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

    /// Alleles whose gene was tested, and of which the result does not tell.
    private List<String> open(List<GeneResult> combination) {
      return IntStream.range(0, combination.size())
          .filter(i -> !combination.get(i).isKnown())
          .mapToObj(guideline.genes()::get)
          .filter(gene -> Guideline.isAllele(gene) && results.containsKey(gene))
          .toList();
    }

    private String withoutRule(List<GeneResult> combination) {
      var unknown = new ArrayList<String>();
      var notAssigned = new ArrayList<String>();
      for (var i = 0; i < combination.size(); i++) {
        if (!combination.get(i).isKnown()) {
          unknown.add(guideline.genes().get(i));
        } else if (!combination.get(i).isAssigned()) {
          notAssigned.add(guideline.genes().get(i));
        }
      }
      if (!unknown.isEmpty()) {
        return "No recommendation without "
            + String.join(", ", unknown)
            + ", which could not be told.";
      }
      return notAssigned.isEmpty()
          ? "No recommendation: the guideline has none for this result."
          : "No recommendation: an allele of "
              + String.join(", ", notAssigned)
              + " has no function assigned yet.";
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
        } else {
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
          guideline.source());
    }
  }
}
