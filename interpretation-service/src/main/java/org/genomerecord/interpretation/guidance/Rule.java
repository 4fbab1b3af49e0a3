package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One row of a guideline: for these drugs in this context, if the genes' results are such.
///
/// @param drugs names of the guideline's drugs
/// @param context clinical context or population that it holds in, such as an indication or an age
///   group; `any` if in all
/// @param conditions one for each gene of the guideline, in their order
/// @param wording ours, short
record Rule(
    Set<String> drugs,
    String context,
    List<Condition> conditions,
    Action action,
    String wording,
    Strength strength) {

  Rule {
    drugs = Set.copyOf(drugs);
    conditions = List.copyOf(conditions);
  }

  boolean holds(String drug, List<GeneResult> results) {
    if (!drugs.contains(drug)) {
      return false;
    }
    for (var i = 0; i < results.size(); i++) {
      if (!conditions.get(i).holds(results.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether it would hold if the genes whose results are open had the results that it asks for.
  ///
  /// @param open by the place of a gene among the guideline's
  boolean mayHold(String drug, List<GeneResult> results, IntPredicate open) {
    return drugs.contains(drug)
        && IntStream.range(0, results.size())
            .allMatch(i ->
                open.test(i)
                    ? !(conditions.get(i) instanceof Condition.Unknown)
                    : conditions.get(i).holds(results.get(i)));
  }

  /// What it asks of the genes that are open, in words; empty if nothing.
  String asked(IntPredicate open) {
    return IntStream.range(0, conditions.size())
        .filter(open)
        .mapToObj(i -> conditions.get(i).words())
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.joining(" and "));
  }

  /// Whether the gene's result is of any account.
  boolean goesBy(int gene) {
    return !(conditions.get(gene) instanceof Condition.Anything);
  }

  /// Whether it asks that the gene's result can be no other.
  boolean needsCertainty(int gene) {
    return conditions.get(gene) instanceof Condition.Only;
  }

  /// Whether it asks for the gene's activity score.
  boolean goesByScore(int gene) {
    return conditions.get(gene) instanceof Condition.Score;
  }
}
