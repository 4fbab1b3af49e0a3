package org.genomerecord.interpretation.panel;

import java.util.List;

/// What a guideline says about one drug for one phenotype in one clinical context.
///
/// @param rxNorm RxNorm concept identifier of the ingredient
/// @param wording ours, short
/// @param dependsOn symbols of further genes that the guideline takes into account
public record Implication(
    String drug,
    String rxNorm,
    String context,
    String phenotype,
    Action action,
    String wording,
    Strength strength,
    List<String> dependsOn,
    Source source) {

  public Implication {
    dependsOn = List.copyOf(dependsOn);
  }
}
