package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.stream.Stream;

/// How often a person carries an allele, where a guideline goes by one allele of a gene that is
/// called by pairs: two pairs of one activity score may be dosed differently (labels of drugs).
///
/// Guidelines write the gene with the allele, such as `GENE *3`, and the result `*3 on one copy`.
public enum AlleleCopies {
  NEITHER("on no copy"),
  ONE("on one copy"),
  BOTH("on both copies");

  private final String words;

  AlleleCopies(String words) {
    this.words = words;
  }

  /// @param pair the alleles of both copies
  public static GeneResult of(String allele, List<String> pair) {
    return values()[(int) pair.stream().filter(allele::equals).count()].of(allele);
  }

  /// All results that there can be.
  public static List<GeneResult> possible(String allele) {
    return Stream.of(values()).map(copies -> copies.of(allele)).toList();
  }

  private GeneResult of(String allele) {
    return new GeneResult(allele + " " + words, null);
  }
}
