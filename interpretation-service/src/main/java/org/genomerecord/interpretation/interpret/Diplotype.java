package org.genomerecord.interpretation.interpret;

import org.jspecify.annotations.Nullable;

/// A pair of named alleles and what it means; or one, where there is one copy.
///
/// @param first the allele whose name comes first
/// @param second empty where there is one copy
/// @param activityScore as the guideline writes it; null where the gene is not scored
public record Diplotype(
    String first, String second, String phenotype, @Nullable String activityScore) {

  /// As reports write it, such as `*1/*2`.
  public String label() {
    return second.isEmpty() ? first : first + "/" + second;
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "Diplotype";
  }
}
