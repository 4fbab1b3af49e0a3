package org.genomerecord.ingestion.vcf;

import java.util.Map;
import java.util.Optional;

/// Lengths of the chromosomes in bases, from the assembly reports of the Genome Reference
/// Consortium (GCA_000001405.1 for GRCh37, GCA_000001405.15 for GRCh38). Each tells the two
/// assemblies apart.
final class ChromosomeLengths {
  private record Lengths(int grch37Bases, int grch38Bases) {}

  /// The revised Cambridge reference sequence NC_012920.1, the same in both assemblies.
  private static final int MITOCHONDRION_BASES = 16_569;

  private static final Map<String, Lengths> LENGTHS =
      Map.ofEntries(
          chromosome("1", 249_250_621, 248_956_422),
          chromosome("2", 243_199_373, 242_193_529),
          chromosome("3", 198_022_430, 198_295_559),
          chromosome("4", 191_154_276, 190_214_555),
          chromosome("5", 180_915_260, 181_538_259),
          chromosome("6", 171_115_067, 170_805_979),
          chromosome("7", 159_138_663, 159_345_973),
          chromosome("8", 146_364_022, 145_138_636),
          chromosome("9", 141_213_431, 138_394_717),
          chromosome("10", 135_534_747, 133_797_422),
          chromosome("11", 135_006_516, 135_086_622),
          chromosome("12", 133_851_895, 133_275_309),
          chromosome("13", 115_169_878, 114_364_328),
          chromosome("14", 107_349_540, 107_043_718),
          chromosome("15", 102_531_392, 101_991_189),
          chromosome("16", 90_354_753, 90_338_345),
          chromosome("17", 81_195_210, 83_257_441),
          chromosome("18", 78_077_248, 80_373_285),
          chromosome("19", 59_128_983, 58_617_616),
          chromosome("20", 63_025_520, 64_444_167),
          chromosome("21", 48_129_895, 46_709_983),
          chromosome("22", 51_304_566, 50_818_468),
          chromosome("X", 155_270_560, 156_040_895),
          chromosome("Y", 59_373_566, 57_227_415));

  private ChromosomeLengths() {}

  /// In bases; empty for what is no chromosome.
  static Optional<Integer> of(String canonicalContig, Assembly assembly) {
    if (canonicalContig.equals(ContigNames.MITOCHONDRION)) {
      return Optional.of(MITOCHONDRION_BASES);
    }
    return Optional.ofNullable(LENGTHS.get(canonicalContig))
        .map(lengths ->
            switch (assembly) {
              case GRCH37 -> lengths.grch37Bases();
              case GRCH38 -> lengths.grch38Bases();
            });
  }

  private static Map.Entry<String, Lengths> chromosome(
      String name, int grch37Bases, int grch38Bases) {
    return Map.entry(name, new Lengths(grch37Bases, grch38Bases));
  }
}
