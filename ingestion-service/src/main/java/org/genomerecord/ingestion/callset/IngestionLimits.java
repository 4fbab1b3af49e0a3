package org.genomerecord.ingestion.callset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.genomerecord.ingestion.vcf.VcfBounds;

/// The bounds of ingestion, each in configuration with its unit.
@ConfigMapping(prefix = "ingestion")
interface IngestionLimits {
  /// Files validated at the same time.
  @WithDefault("4")
  int validationsMax();

  /// Files that wait to be validated with their key in memory; more are taken up later.
  @WithDefault("64")
  int validationsWaitingMax();

  /// Files of laboratories in the sandbox that are validated at the same time; more are refused.
  @WithDefault("2")
  int sandboxValidationsMax();

  /// Longest time that `Prefer: wait` may ask for.
  @WithDefault("60")
  int waitSecondsMax();

  /// How often unsettled submissions are looked for.
  @WithDefault("5000")
  long resumeMillis();

  Vcf vcf();

  /// Bounds of one file.
  interface Vcf {
    @WithDefault("68719476736")
    long textBytesMax();

    @WithDefault("16777216")
    int lineBytesMax();

    @WithDefault("10000")
    int samplesMax();

    @WithDefault("500000000")
    long recordsMax();
  }

  /// As the validator takes them.
  default VcfBounds bounds() {
    var standard = VcfBounds.standard();
    return new VcfBounds(
        vcf().textBytesMax(),
        vcf().lineBytesMax(),
        standard.headerLinesMax(),
        standard.headerBytesMax(),
        vcf().samplesMax(),
        vcf().recordsMax(),
        standard.recordsPerPositionMax(),
        standard.contigsMax(),
        standard.problemsKeptMax(),
        standard.warningsKeptMax());
  }
}
