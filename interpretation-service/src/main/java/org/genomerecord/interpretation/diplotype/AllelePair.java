package org.genomerecord.interpretation.diplotype;

import java.util.Comparator;

/// Two named alleles, one for each copy, in the order of their names.
public record AllelePair(String first, String second) implements Comparable<AllelePair> {
  private static final Comparator<AllelePair> ORDER =
      Comparator.comparing(AllelePair::first, AlleleName.ORDER)
          .thenComparing(AllelePair::second, AlleleName.ORDER);

  public AllelePair {
    if (AlleleName.ORDER.compare(first, second) > 0) {
      var swapped = first;
      first = second;
      second = swapped;
    }
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
