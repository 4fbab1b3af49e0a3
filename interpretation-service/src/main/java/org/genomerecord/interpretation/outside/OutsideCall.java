package org.genomerecord.interpretation.outside;

import org.jspecify.annotations.Nullable;

/// A gene as the laboratory called it. Sensitive.
///
/// @param gene the HGNC symbol
/// @param diplotype such as `*1x2/*4`; empty if the laboratory gives the phenotype only
/// @param phenotype as the gene's table names it; empty if it follows from the diplotype
/// @param activityScore null if it follows from the diplotype, or the gene is not scored
public record OutsideCall(
    String gene, String diplotype, String phenotype, @Nullable Double activityScore) {

  /// Prints the gene only.
  @Override
  public String toString() {
    return "OutsideCall[" + gene + "]";
  }
}
