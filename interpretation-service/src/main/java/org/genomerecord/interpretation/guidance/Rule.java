package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Set;

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
}
