package org.genomerecord.ingestion.fhir;

import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.OutsideCall;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.outside.TabbedLines;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.permit.PatientIdentifier;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/// Validates a laboratory's genetic report: a FHIR R4 `Bundle` (transaction or collection) or
/// `DiagnosticReport` with what it contains, as JSON.
public final class FhirReports {
  private static final Set<String> ROOTS = Set.of("Bundle", "DiagnosticReport");

  private FhirReports() {}

  /// Each resource is held against the base definitions of FHIR R4, and the report against what is
  /// asked of it here. Problems are named by line and FHIRPath.
  ///
  /// @param bytes as submitted, UTF-8; not closed here
  /// @param isPatient whether an identifier is one of the patient that the submission names
  /// @throws IOException when the bytes themselves cannot be read: a fault, no verdict
  public static OutsideOutcome validate(
      InputStream bytes, Predicate<PatientIdentifier> isPatient, FhirBounds bounds)
      throws IOException {
    return validate(bytes, isPatient, null, bounds);
  }

  /// As above.
  ///
  /// @param stated what the submission is taken for, to be held against what the report says of its
  ///   source; null: it is held against nothing
  public static OutsideOutcome validate(
      InputStream bytes,
      Predicate<PatientIdentifier> isPatient,
      @Nullable SourceClass stated,
      FhirBounds bounds)
      throws IOException {
    var read = bytes.readNBytes(bounds.bytesMax() + 1);
    if (read.length > bounds.bytesMax()) {
      return OutsideOutcome.refused(FileFormat.FHIR, ProblemCode.TEXT_TOO_LONG);
    }
    if (read.length == 0) {
      return OutsideOutcome.refused(FileFormat.FHIR, ProblemCode.EMPTY_FILE);
    }
    return TabbedLines.decoded(read)
        .map(text -> validated(text, isPatient, stated, bounds))
        .orElseGet(() -> OutsideOutcome.refused(FileFormat.FHIR, ProblemCode.NOT_UTF8));
  }

  /// What a report says of its source, before anybody decides on it. Empty if it says nothing,
  /// nothing that can be taken, or cannot be read, for which it is refused when it is validated.
  ///
  /// @param bytes the whole file; or one more than the bounds allow, if there are more
  public static Optional<SourceClass> source(byte[] bytes, FhirBounds bounds) {
    return bytes.length > bounds.bytesMax() ? Optional.empty() : SourceGlance.at(bytes, bounds);
  }

  private static OutsideOutcome validated(
      String submitted,
      Predicate<PatientIdentifier> isPatient,
      @Nullable SourceClass stated,
      FhirBounds bounds) {
    var findings = new Findings(VcfBounds.standard());
    var text = SubmittedJson.read(submitted, bounds);
    text.problems().forEach(findings::add);
    List<OutsideCall> calls = List.of();
    if (!text.resources().isEmpty() && !ROOTS.contains(text.resourceType())) {
      findings.add(new VcfProblem(1L, null, Severity.ERROR, ProblemCode.FHIR_RESOURCE_UNEXPECTED));
    } else if (!findings.refused()) {
      text.resources().forEach(part -> BaseDefinitions.problems(text, part).forEach(findings::add));
      calls = read(text, isPatient, new SourceReading(findings, stated), findings);
    }
    return new OutsideOutcome(FileFormat.FHIR, calls, findings.report());
  }

  /// What is asked of a report here, base definitions aside.
  static List<OutsideCall> read(
      SubmittedJson text,
      Predicate<PatientIdentifier> isPatient,
      SourceReading source,
      Findings findings) {
    var root = parsed(text);
    if (root.isEmpty()) {
      findings.add(new VcfProblem(1L, null, Severity.ERROR, ProblemCode.FHIR_RULE_BROKEN));
      return List.of();
    }
    return new ReportReading(text, findings, source, isPatient).read(root.get());
  }

  /// What the base definitions do not allow was said by then; the rest is read.
  private static Optional<Resource> parsed(SubmittedJson text) {
    try {
      return Optional.of(
          (Resource)
              BaseDefinitions.R4
                  .newJsonParser()
                  .setParserErrorHandler(
                      new LenientErrorHandler(false).setErrorOnInvalidValue(false))
                  .setOverrideResourceIdWithBundleEntryFullUrl(false)
                  .parseResource(text.json()));
    } catch (RuntimeException | StackOverflowError _) {
      // Of what it does not expect, the library throws whatever; the file is at fault either way.
      return Optional.empty();
    }
  }
}
