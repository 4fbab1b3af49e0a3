package org.genomerecord.interpretation.drug;

import java.util.List;
import org.genomerecord.interpretation.guidance.GeneResult;

/// A gene's result as drugs change it. It stands beside the genetic one, never in its place: it
/// ends with the drug. Sensitive.
///
/// @param genetic by the genes alone
/// @param converted what it acts like as long as the drugs are taken
/// @param because the drugs of the highest strength
/// @param method how, in words
/// @param doi of the method
public record Conversion(
    String gene,
    GeneResult genetic,
    GeneResult converted,
    List<Inhibitor> because,
    String method,
    String doi) {
  public Conversion {
    because = List.copyOf(because);
  }

  /// Prints the gene only.
  @Override
  public String toString() {
    return "Conversion[" + gene + "]";
  }
}
