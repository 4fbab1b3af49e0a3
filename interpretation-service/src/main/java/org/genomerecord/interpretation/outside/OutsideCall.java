package org.genomerecord.interpretation.outside;

import org.jspecify.annotations.Nullable;

/// A gene as the laboratory called it. Sensitive.
///
/// @param gene the HGNC symbol
/// @param diplotype such as `*1x2/*4`; empty if the laboratory gives the phenotype only
/// @param phenotype as the gene's table names it, of HLA one or several such as `*57:01 positive,
///   *58:01 negative`; empty if it follows from the diplotype
/// @param activityScore such as `1.25` or `≥3`; null if it follows from the diplotype, or the gene
///   is not scored
public record OutsideCall(
    String gene, String diplotype, String phenotype, @Nullable String activityScore) {

  /// Whether the diplotype tells of one copy alone.
  public boolean tellsOneAllele() {
    return !diplotype.isEmpty() && !diplotype.contains("/");
  }

  /// Prints the gene only.
  @Override
  public String toString() {
    return "OutsideCall[" + gene + "]";
  }
}
