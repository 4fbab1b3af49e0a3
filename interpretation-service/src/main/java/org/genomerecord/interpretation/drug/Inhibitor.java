package org.genomerecord.interpretation.drug;

import org.genomerecord.interpretation.guidance.Drug;

/// A drug that takes activity from a gene's enzyme.
public record Inhibitor(String gene, Drug drug, Inhibition strength) {
  /// How much activity, as the FDA grades it by what becomes of a substrate's exposure (AUC): the
  /// fivefold or more, or from the twofold to below the fivefold. Weaker ones convert nothing.
  public enum Inhibition {
    MODERATE,
    STRONG
  }
}
