package org.genomerecord.interpretation.variant;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The genome builds that a submission may state or a VCF header may show.
public enum Assembly {
  GRCH37("GRCh37"),
  GRCH38("GRCh38");

  /// Lengths in bases of the chromosomes whose length tells the builds apart, from the assembly
  /// reports GCF_000001405.25 and GCF_000001405.40.
  private static final Map<String, Map<Integer, Assembly>> BUILD_BY_CONTIG_LENGTH =
      Map.ofEntries(
          lengths("1", 249250621, 248956422),
          lengths("2", 243199373, 242193529),
          lengths("3", 198022430, 198295559),
          lengths("4", 191154276, 190214555),
          lengths("5", 180915260, 181538259),
          lengths("6", 171115067, 170805979),
          lengths("7", 159138663, 159345973),
          lengths("8", 146364022, 145138636),
          lengths("9", 141213431, 138394717),
          lengths("10", 135534747, 133797422),
          lengths("11", 135006516, 135086622),
          lengths("12", 133851895, 133275309),
          lengths("13", 115169878, 114364328),
          lengths("14", 107349540, 107043718),
          lengths("15", 102531392, 101991189),
          lengths("16", 90354753, 90338345),
          lengths("17", 81195210, 83257441),
          lengths("18", 78077248, 80373285),
          lengths("19", 59128983, 58617616),
          lengths("20", 63025520, 64444167),
          lengths("21", 48129895, 46709983),
          lengths("22", 51304566, 50818468),
          lengths("X", 155270560, 156040895));

  private final String label;

  Assembly(String label) {
    this.label = label;
  }

  /// The name as submissions write it, such as `GRCh38`.
  public String label() {
    return label;
  }

  /// The build that a label names (`GRCh38`, `hg38`, `b37`…), in any case; empty if none is known.
  public static Optional<Assembly> named(String label) {
    return switch (label.toLowerCase(Locale.ROOT)) {
      case "grch38", "hg38", "b38" -> Optional.of(GRCH38);
      case "grch37", "hg19", "b37" -> Optional.of(GRCH37);
      default -> Optional.empty();
    };
  }

  /// The build whose contig has exactly this length; empty where none has, or both.
  ///
  /// @param contig its canonical name
  public static Optional<Assembly> ofContig(String contig, int lengthBases) {
    return Optional.ofNullable(
        BUILD_BY_CONTIG_LENGTH.getOrDefault(contig, Map.of()).get(lengthBases));
  }

  /// How many bases a contig of this build has; 0 if it has no such contig.
  ///
  /// @param contig by any of its names
  public int bases(String contig) {
    var name = Contigs.canonical(contig);
    return switch (name) {
      case "Y" -> this == GRCH38 ? 57_227_415 : 59_373_566;
      case "MT" -> 16_569; // revised Cambridge Reference Sequence, NC_012920.1
      default ->
          BUILD_BY_CONTIG_LENGTH.getOrDefault(name, Map.of()).entrySet().stream()
              .filter(length -> length.getValue() == this)
              .mapToInt(Map.Entry::getKey)
              .findFirst()
              .orElse(0);
    };
  }

  private static Map.Entry<String, Map<Integer, Assembly>> lengths(
      String contig, int grch37, int grch38) {
    return Map.entry(contig, Map.of(grch37, GRCH37, grch38, GRCH38));
  }
}
