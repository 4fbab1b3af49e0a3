package org.genomerecord.ingestion.callset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.jspecify.annotations.Nullable;

/// The bounds of ingestion, each in configuration with its unit.
@ConfigMapping(prefix = "ingestion")
public interface IngestionLimits {
  /// `wait=N` among the preferences (RFC 7240 section 4.3).
  Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=([0-9]{1,5})(?:$|[,;\\s])");

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

    /// Reports, and messages that come as files, that are read before anybody decides on them, each
    /// with its bytes in memory; more are refused.
    @WithDefault("8")
    int reportsMax();

    /// Longest attachment of a report, decoded.
    @WithDefault("8388608")
    int attachmentBytesMax();
  }

  Hl7v2 hl7v2();

  /// Messages of HL7 v2; their length and that of what is attached to them are as of reports.
  interface Hl7v2 {
    @WithDefault("20000")
    int segmentsMax();

    /// Messages read at the same time, each with its bytes in memory; more are refused.
    @WithDefault("8")
    int messagesMax();

    /// How long an acknowledgement waits for the outcome, where `Prefer` says nothing.
    @WithDefault("30")
    int waitSeconds();

    /// The system of patient identifiers (FHIR `Identifier.system`) by the namespace of their
    /// assigning authority (PID-3.4.1), where a message has no universal id for it.
    Map<String, String> authorities();
  }

  /// As the reader of messages takes them.
  default Hl7Bounds messageBounds() {
    return new Hl7Bounds(
        outside().reportBytesMax(),
        hl7v2().segmentsMax(),
        Hl7Bounds.standard().segmentCharsMax(),
        outside().attachmentBytesMax());
  }

  /// As the reader of reports takes them.
  default FhirBounds reportBounds() {
    var standard = FhirBounds.standard();
    return new FhirBounds(
        outside().reportBytesMax(),
        standard.depthMax(),
        standard.textCharsMax(),
        outside().reportEntriesMax(),
        standard.valuesMax(),
        outside().attachmentBytesMax());
  }

  /// How long `Prefer` asks to wait, as far as it may. Without the preference there is no waiting
  /// at all.
  default long waitMillis(@Nullable String prefer) {
    if (prefer == null) {
      return 0;
    }
    var wait = WAIT.matcher(prefer);
    return wait.find() ? 1000L * Math.min(Integer.parseInt(wait.group(1)), waitSecondsMax()) : 0;
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
        standard.comparedAllelesMax(),
        standard.comparedBasesMax(),
        standard.emptyLinesMax(),
        standard.contigsMax(),
        standard.problemsKeptMax(),
        standard.warningsKeptMax(),
        standard.errorsMax());
  }
}
