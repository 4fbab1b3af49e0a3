package org.genomerecord.ingestion.callset;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;
import org.genomerecord.ingestion.expression.ExpressionTable;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.fhir.FhirReports;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.ingestion.outside.CallTable;
import org.genomerecord.ingestion.outside.FileFormat;
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
  Verdict verdict(
      @Nullable FileFormat format,
      InputStream bytes,
      VcfExpectations expectations,
      Predicate<PatientIdentifier> isPatient)
      throws IOException {
    return switch (format) {
      case null -> VcfValidation.validate(bytes, expectations, vcfBounds);
      case CALL_TABLE -> CallTable.validate(bytes, tableBytesMax);
      case EXPRESSION_PANEL -> ExpressionTable.validate(bytes, tableBytesMax);
      case HL7V2 -> Hl7Messages.validate(bytes, isPatient, messageBounds, authorities);
      case FHIR -> FhirReports.validate(bytes, isPatient, reportBounds);
    };
  }

  /// The codes of what was found, each once, in the order of the report.
  static List<String> codes(Verdict verdict) {
    return verdict.report().problems().stream().map(VcfProblem::code).distinct().toList();
  }
}
