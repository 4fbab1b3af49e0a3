package org.genomerecord.interpretation.guidance;

import org.jspecify.annotations.Nullable;

/// What is known of one gene of one person, as guidelines ask for it. Sensitive.
///
/// @param phenotype such as `Poor Metabolizer`; empty if the gene was not called or not tested
/// @param activityScore null where the gene is not scored
public record GeneResult(String phenotype, @Nullable Double activityScore) {
  /// The gene was not called or not tested.
  public static final GeneResult UNKNOWN = new GeneResult("", null);

  public boolean isKnown() {
    return !phenotype.isEmpty();
  }

  /// Prints no phenotype.
  @Override
  public String toString() {
    return "GeneResult";
  }
}
