package org.genomerecord.interpretation.diplotype;

import java.util.Comparator;

/// Two named alleles, one for each copy, in the order of their names; or one, where there is one
/// copy.
///
/// @param second [#NO_COPY] where there is one copy
public record AllelePair(String first, String second) implements Comparable<AllelePair> {
  /// Stands for the allele of a copy that is not there, as of a man's X chromosome.
  public static final String NO_COPY = "";

  private static final Comparator<AllelePair> ORDER =
      Comparator.comparing(AllelePair::first, AlleleName.ORDER)
          .thenComparing(AllelePair::second, AlleleName.ORDER);

  public AllelePair {
    if (!second.equals(NO_COPY) && AlleleName.ORDER.compare(first, second) > 0) {
      var swapped = first;
      first = second;
      second = swapped;
    }
  }

  static AllelePair single(String allele) {
    return new AllelePair(allele, NO_COPY);
  }

  /// As reports write it, such as `*1/*2`.
  public String label() {
    return second.equals(NO_COPY) ? first : first + "/" + second;
  }

  @Override
  public int compareTo(AllelePair other) {
    return ORDER.compare(this, other);
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "AllelePair";
  }
}
