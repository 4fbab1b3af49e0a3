package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How often a person carries an allele, or one of several, where a guideline goes by alleles of a
/// gene that is called by pairs: two pairs of one activity score may be dosed differently (labels
/// of drugs).
///
/// Guidelines write the gene with the allele, such as `GENE *3` or `GENE *1 or *2`, and the result
/// `*3 on one copy`, `*1 or *2 on both copies`.
public enum AlleleCopies {
  NEITHER("on no copy"),
  ONE("on one copy"),
  BOTH("on both copies");

  private static final String OR = " or ";

  /// A suballele does what its allele does (PharmVar): `*3.001` is `*3`.
  private static final Pattern SUBALLELE = Pattern.compile("^(\\*\\d+)\\.\\d+$");

  private final String words;

  AlleleCopies(String words) {
    this.words = words;
  }

  /// The alleles that are asked for, such as of `*1 or *2`.
  public static Set<String> alleles(String asked) {
    return Set.of(asked.split(OR, -1));
  }

  /// The alleles of a diplotype as laboratories spell it, by the names that tables have.
  public static List<String> pair(String diplotype) {
    return Stream.of(diplotype.split("/", -1))
        .map(copy -> SUBALLELE.matcher(copy.strip()))
        .map(copy -> copy.replaceFirst("$1"))
        .toList();
  }

  /// @param asked one allele, or several with ` or ` between
  /// @param pair the alleles of both copies
  public static GeneResult of(String asked, List<String> pair) {
    return values()[(int) pair.stream().filter(alleles(asked)::contains).count()].of(asked);
  }

  /// All results that there can be.
  public static List<GeneResult> possible(String asked) {
    return Stream.of(values()).map(copies -> copies.of(asked)).toList();
  }

  private GeneResult of(String asked) {
    return new GeneResult(asked + " " + words, null);
  }
}
