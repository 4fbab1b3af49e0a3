package org.genomerecord.interpretation.interpret;

import java.util.List;
import org.genomerecord.interpretation.panel.Action;
import org.genomerecord.interpretation.panel.Source;
import org.genomerecord.interpretation.panel.Strength;

/// What the guideline says about one drug for one of the finding's phenotypes.
///
/// @param rxNorm RxNorm concept identifier of the ingredient
/// @param context the clinical context that it holds in; empty if the gene was not called
/// @param phenotype the phenotype that it follows from; empty if the gene was not called
/// @param notAssessed symbols of genes that the guideline takes into account and this release does
///   not assess
public record Recommendation(
    String drug,
    String rxNorm,
    String context,
    String phenotype,
    Action action,
    String wording,
    Strength strength,
    List<String> notAssessed,
    Source source) {

  public Recommendation {
    notAssessed = List.copyOf(notAssessed);
  }

  /// Prints neither phenotype nor advice.
  @Override
  public String toString() {
    return "Recommendation[" + drug + "]";
  }
}
