package org.genomerecord.ingestion.vcf;

/// The limits of one validation. Each is far above what sound files need; reaching one refuses the
/// file, except for those on what is compared and on what is kept of the findings.
///
/// @param textBytesMax length of the decompressed text in bytes
/// @param lineBytesMax length of one line in bytes, without its end
/// @param headerLinesMax number of meta-information lines
/// @param headerBytesMax length of all meta-information lines in bytes
/// @param samplesMax number of sample columns
/// @param recordsMax number of data lines
/// @param recordsPerPositionMax number of data lines at one position
/// @param comparedAllelesMax alleles, REF among them, of a record that is held against others in
///   other words; one with more passes without, as the work grows with each
/// @param comparedBasesMax length in bases of REF or an ALT allele, likewise
/// @param emptyLinesMax empty lines that a file may end with; each one behind them is a record
///   without columns
/// @param contigsMax number of contigs, declared or used
/// @param problemsKeptMax problems kept of a refused file; all are counted
/// @param warningsKeptMax warnings kept; all are counted
/// @param errorsMax errors counted; behind that many nothing is read any more
public record VcfBounds(
    long textBytesMax,
    int lineBytesMax,
    int headerLinesMax,
    int headerBytesMax,
    int samplesMax,
    long recordsMax,
    int recordsPerPositionMax,
    int comparedAllelesMax,
    int comparedBasesMax,
    int emptyLinesMax,
    int contigsMax,
    int problemsKeptMax,
    int warningsKeptMax,
    long errorsMax) {
  private static final int MEBIBYTE = 1 << 20;

  public VcfBounds {
    if (textBytesMax < 1
        || lineBytesMax < 1
        || headerLinesMax < 1
        || headerBytesMax < 1
        || samplesMax < 1
        || recordsMax < 1
        || recordsPerPositionMax < 1
        || comparedAllelesMax < 1
        || comparedBasesMax < 1
        || emptyLinesMax < 0
        || contigsMax < 1
        || problemsKeptMax < 1
        || warningsKeptMax < 0
        || errorsMax < 1) {
      throw new IllegalArgumentException("each bound of a validation is at least one");
    }
  }

  /// Bounds that take a whole genome and a cohort of ten thousand.
  public static VcfBounds standard() {
    return new VcfBounds(
        64L * 1024 * MEBIBYTE,
        16 * MEBIBYTE,
        100_000,
        64 * MEBIBYTE,
        10_000,
        500_000_000L,
        10_000,
        16,
        500,
        16,
        100_000,
        1_000,
        1_000,
        1_000_000L);
  }
}
