package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one gene of one person, as guidelines ask for it. Sensitive.
///
/// @param phenotype such as `Poor Metabolizer`; empty if the gene was not called or not tested
/// @param activityScore null where the gene is not scored, or nobody stated the score
/// @param scores those that the phenotype can have, ascending, where it was stated without one
/// @param notExcluded phenotypes that it may be as well, as positions were not called
public record GeneResult(
    String phenotype,
    @Nullable Double activityScore,
    List<Double> scores,
    Set<String> notExcluded) {
  /// The gene was not called or not tested.
  public static final GeneResult UNKNOWN = new GeneResult("", null);

  /// The phenotype where an allele has been given no function (yet). New alleles of any gene begin
  /// so, and guidelines seldom have a row for it.
  public static final String NOT_ASSIGNED = "Not assigned";

  public GeneResult {
    scores = List.copyOf(scores);
    notExcluded = Set.copyOf(notExcluded);
  }

  /// With nothing left open.
  public GeneResult(String phenotype, @Nullable Double activityScore, List<Double> scores) {
    this(phenotype, activityScore, scores, Set.of());
  }

  /// Without further scores.
  public GeneResult(String phenotype, @Nullable Double activityScore) {
    this(phenotype, activityScore, List.of());
  }

  public boolean isKnown() {
    return !phenotype.isEmpty();
  }

  boolean isAssigned() {
    return isKnown() && !phenotype.equals(NOT_ASSIGNED);
  }

  /// Prints no phenotype.
  @Override
  public String toString() {
    return "GeneResult";
  }
}
