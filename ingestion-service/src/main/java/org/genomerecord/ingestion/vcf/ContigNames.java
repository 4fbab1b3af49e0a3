package org.genomerecord.ingestion.vcf;

import java.util.Set;
import java.util.regex.Pattern;

/// How call sets name the chromosomes: `10` and `chr10`; `M`, `MT` and `chrM`.
final class ContigNames {
  enum Style {
    PREFIXED,
    PLAIN,
    /// The mitochondrion and everything that is no chromosome: says nothing about the others.
    NEITHER
  }

  static final String MITOCHONDRION = "MT";

  private static final String PREFIX = "chr";
  private static final Set<String> AUTOSOMES =
      Set.of(
          "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
          "17", "18", "19", "20", "21", "22");

  /// VCF 4.3 section 1.4.7; and an identifier in angle brackets, a contig of an assembly file.
  private static final Pattern LEGAL =
      Pattern.compile("<[^<>\\s]+>|[0-9A-Za-z!#$%&+./:;?@^_|~-][0-9A-Za-z!#$%&*+./:;=?@^_|~-]*");

  private ContigNames() {}

  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /// One name for each contig: chromosomes without prefix, the mitochondrion as `MT`, any other as
  /// it is.
  static String canonical(String name) {
    var plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    if (plain.equals("M") || plain.equals(MITOCHONDRION)) {
      return MITOCHONDRION;
    }
    return isChromosome(plain) ? plain : name;
  }

  static Style style(String name) {
    var canonical = canonical(name);
    if (!isChromosome(canonical)) {
      return Style.NEITHER;
    }
    return name.equals(canonical) ? Style.PLAIN : Style.PREFIXED;
  }

  static boolean isAutosome(String canonical) {
    return AUTOSOMES.contains(canonical);
  }

  /// A nuclear chromosome.
  static boolean isChromosome(String canonical) {
    return isAutosome(canonical) || canonical.equals("X") || canonical.equals("Y");
  }
}
