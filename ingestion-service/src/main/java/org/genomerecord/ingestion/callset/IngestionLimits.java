package org.genomerecord.ingestion.callset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.vcf.VcfBounds;

/// The bounds of ingestion, each in configuration with its unit.
@ConfigMapping(prefix = "ingestion")
interface IngestionLimits {
  /// Files validated at the same time.
  @WithDefault("4")
  int validationsMax();

  /// Files that are validated or wait for it with their key in memory; more are taken up later.
  @WithDefault("64")
  int validationsWaitingMax();

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

  Outside outside();

  /// Bounds of files of outside calls.
  interface Outside {
    /// Longest table of outside calls.
    @WithDefault("1048576")
    int tableBytesMax();

    /// Longest report in FHIR.
    @WithDefault("16777216")
    int reportBytesMax();

    /// Entries of a report.
    @WithDefault("2000")
    int reportEntriesMax();

    /// Longest attachment of a report, decoded.
    @WithDefault("8388608")
    int attachmentBytesMax();
  }

  /// As the reader of reports takes them.
  default FhirBounds reportBounds() {
    var standard = FhirBounds.standard();
    return new FhirBounds(
        outside().reportBytesMax(),
        standard.depthMax(),
        standard.textCharsMax(),
        outside().reportEntriesMax(),
        outside().attachmentBytesMax());
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
