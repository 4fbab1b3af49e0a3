package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How call sets name the chromosomes: `10`, `chr10` and `NC_000010.11`; `M`, `MT`, `chrM` and
/// `NC_012920.1`.
final class ContigNames {
  enum Style {
    PREFIXED,
    PLAIN,
    /// By accessions of RefSeq, whose version tells the assembly.
    REFSEQ,
    /// The mitochondrion and everything that is no chromosome: says nothing about the others.
    NEITHER
  }

  static final String MITOCHONDRION = "MT";

  private static final String PREFIX = "chr";
  private static final String REFSEQ_PREFIX = "NC_";
  private static final Map<Assembly, Map<String, String>> BY_REFSEQ =
      Map.of(
          Assembly.GRCH37, byRefseq("grch37_refseq"), Assembly.GRCH38, byRefseq("grch38_refseq"));
  private static final Set<String> AUTOSOMES =
      Set.of(
          "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
          "17", "18", "19", "20", "21", "22");

  /// VCF 4.3 section 1.4.7; and an identifier in angle brackets, a contig of an assembly file.
  private static final Pattern LEGAL =
      Pattern.compile("<[^<>\\s]+>|[0-9A-Za-z!#$%&+./:;?@^_|~-][0-9A-Za-z!#$%&*+./:;=?@^_|~-]*");

  /// What a chromosome is called elsewhere: other capitals, zeros in front, numbers for X and Y.
  private static final Pattern NEARLY =
      Pattern.compile(
          "(chr|chrom|chromosome)?[-_.]?0*(1?[1-9]|10|2[0-6]|x|y|xy|m|mt)",
          Pattern.CASE_INSENSITIVE);

  private ContigNames() {}

  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /// One name for each contig: chromosomes without prefix, the mitochondrion as `MT`, any other as
  /// it is.
  static String canonical(String name) {
    if (name.startsWith(REFSEQ_PREFIX)) {
      for (var names : BY_REFSEQ.values()) {
        if (names.containsKey(name)) {
          return names.get(name);
        }
      }
    }
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
    if (name.startsWith(REFSEQ_PREFIX)) {
      return Style.REFSEQ;
    }
    return name.equals(canonical) ? Style.PLAIN : Style.PREFIXED;
  }

  /// The assembly whose chromosome has this name; empty for a name that both have.
  static Optional<Assembly> assemblyOf(String name) {
    return style(name) == Style.REFSEQ
        ? Arrays.stream(Assembly.values())
            .filter(assembly -> BY_REFSEQ.getOrDefault(assembly, Map.of()).containsKey(name))
            .findFirst()
        : Optional.empty();
  }

  private static Map<String, String> byRefseq(String column) {
    var rows = BuiltInTable.lines("/reference/contigs.tsv").orElseThrow();
    int at = Arrays.asList(Fields.split(rows.getFirst(), '\t')).indexOf(column);
    return rows.stream()
        .skip(1)
        .map(row -> Fields.split(row, '\t'))
        .filter(cells -> !cells[at].isEmpty())
        .collect(Collectors.toUnmodifiableMap(cells -> cells[at], cells -> cells[0]));
  }

  /// Whether a name is meant as a chromosome's, as it seems, and is none.
  static boolean isNearlyChromosome(String name) {
    var canonical = canonical(name);
    return !isChromosome(canonical)
        && !canonical.equals(MITOCHONDRION)
        && NEARLY.matcher(name).matches();
  }

  static boolean isAutosome(String canonical) {
    return AUTOSOMES.contains(canonical);
  }

  /// A nuclear chromosome.
  static boolean isChromosome(String canonical) {
    return isAutosome(canonical) || canonical.equals("X") || canonical.equals("Y");
  }
}
