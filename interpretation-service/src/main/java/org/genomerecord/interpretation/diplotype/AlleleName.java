package org.genomerecord.interpretation.diplotype;

import java.util.Comparator;
import java.util.regex.Pattern;

/// The order of allele names: by number, then by what follows it, so that `*3A` precedes `*10`.
final class AlleleName {
  static final Comparator<String> ORDER =
      Comparator.comparingInt(AlleleName::number).thenComparing(Comparator.naturalOrder());

  private static final Pattern STAR = Pattern.compile("\\*(\\d{1,9}).*");

  private AlleleName() {}

  private static int number(String name) {
    var star = STAR.matcher(name);
    return star.matches() ? Integer.parseInt(star.group(1)) : Integer.MAX_VALUE;
  }
}
