package org.genomerecord.ingestion.callset;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.genomerecord.ingestion.expression.ExpressionTable;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.fhir.FhirReports;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.ingestion.outside.CallTable;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfValidation;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.permit.PatientIdentifier;
import org.jspecify.annotations.Nullable;

/// Validates the bytes of a submission, of whatever format, within the configured bounds. Blocks.
final class FileValidation {
  private final VcfBounds vcfBounds;
  private final int tableBytesMax;
  private final FhirBounds reportBounds;
  private final Hl7Bounds messageBounds;
  private final AssigningAuthorities authorities;

  FileValidation(IngestionLimits limits) {
    this.vcfBounds = limits.bounds();
    this.tableBytesMax = limits.outside().tableBytesMax();
    this.reportBounds = limits.reportBounds();
    this.messageBounds = limits.messageBounds();
    this.authorities = AssigningAuthorities.of(limits.hl7v2().authorities());
  }

  /// @param format null: a VCF
  /// @param expectations of a VCF
  /// @param isPatient whether an identifier is that of the patient whom the submission names
  /// @param source that a report or message must not contradict; null: whatever it says
  Verdict verdict(
      @Nullable FileFormat format,
      InputStream bytes,
      VcfExpectations expectations,
      Predicate<PatientIdentifier> isPatient,
      @Nullable SourceClass source)
      throws IOException {
    return switch (format) {
      case null -> VcfValidation.validate(bytes, expectations, vcfBounds);
      case CALL_TABLE -> CallTable.validate(bytes, tableBytesMax);
      case EXPRESSION_PANEL -> ExpressionTable.validate(bytes, tableBytesMax);
      case HL7V2 -> Hl7Messages.validate(bytes, isPatient, source, messageBounds, authorities);
      case FHIR -> FhirReports.validate(bytes, isPatient, source, reportBounds);
    };
  }

  /// What a report or a message says of its source itself. Empty if it says nothing, or nothing
  /// that could be taken, which [#verdict] refuses.
  ///
  /// @param bytes the whole file; or one more than the bounds allow, if there are more
  Optional<SourceClass> source(FileFormat format, byte[] bytes) {
    return switch (format) {
      case CALL_TABLE, EXPRESSION_PANEL -> Optional.empty();
      case HL7V2 -> {
        var message = Hl7Messages.read(bytes, false, _ -> true, messageBounds, authorities);
        yield Optional.ofNullable(message.origin().source())
            .flatMap(said -> SourceClass.named(said.value()));
      }
      case FHIR -> FhirReports.source(bytes, reportBounds);
    };
  }

  /// The codes of what was found, each once, in the order of the report.
  static List<String> codes(Verdict verdict) {
    return verdict.report().problems().stream().map(VcfProblem::code).distinct().toList();
  }
}
