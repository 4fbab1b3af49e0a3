package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.model.v251.segment.MSH;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.permit.PatientIdentifier;
import org.jspecify.annotations.Nullable;

/// Validates a result in HL7 v2.5.1: one ORU^R01 in ER7. Problems are named by segment (`line`,
/// counted from 1) and field (`column`).
public final class Hl7Messages {
  private static final String VERSION = "2.5.1";
  private static final Set<String> PRODUCTION = Set.of("P");

  /// HL7 table 0103: production, training, debugging.
  private static final Set<String> ANY_PROCESSING = Set.of("P", "T", "D");

  private static final int CONTROL_ID_LENGTH_MAX = 199;

  private Hl7Messages() {}

  /// @param bytes as submitted; not closed here
  /// @param isPatient whether an identifier is one of the patient that the submission names
  /// @throws IOException when the bytes themselves cannot be read: a fault, no verdict
  public static OutsideOutcome validate(
      InputStream bytes,
      Predicate<PatientIdentifier> isPatient,
      Hl7Bounds bounds,
      AssigningAuthorities authorities)
      throws IOException {
    return validate(bytes, isPatient, null, bounds, authorities);
  }

  /// As above.
  ///
  /// @param stated what the submission is taken for, to be held against what the message says of
  ///   its source; null: it is held against nothing
  public static OutsideOutcome validate(
      InputStream bytes,
      Predicate<PatientIdentifier> isPatient,
      @Nullable SourceClass stated,
      Hl7Bounds bounds,
      AssigningAuthorities authorities)
      throws IOException {
    var read = bytes.readNBytes(bounds.bytesMax() + 1);
    var message = read(read, false, isPatient, bounds, authorities);
    var said = message.origin().source();
    return stated == null || said == null || said.value().equals(stated.word())
        ? message.outcome()
        : message
            .outcome()
            .refused(
                new VcfProblem(
                    said.segment(),
                    said.field(),
                    Severity.ERROR,
                    ProblemCode.CONTEXT_CONTRADICTION));
  }

  /// As below, of a message that came whenever it did.
  public static Hl7Message read(
      byte[] bytes,
      boolean trial,
      Predicate<PatientIdentifier> isPatient,
      Hl7Bounds bounds,
      AssigningAuthorities authorities) {
    return read(bytes, trial, isPatient, bounds, authorities, Instant.MAX);
  }

  /// As above, with what the message says of itself.
  ///
  /// @param bytes the whole message; or one more than the bounds allow, if there are more
  /// @param trial whether messages for training and debugging are taken as well
  /// @param now when it came: nothing was collected later
  public static Hl7Message read(
      byte[] bytes,
      boolean trial,
      Predicate<PatientIdentifier> isPatient,
      Hl7Bounds bounds,
      AssigningAuthorities authorities,
      Instant now) {
    var findings = new Findings(VcfBounds.standard());
    if (bytes.length == 0 || bytes.length > bounds.bytesMax()) {
      var code = bytes.length == 0 ? ProblemCode.EMPTY_FILE : ProblemCode.TEXT_TOO_LONG;
      return Hl7Message.unreadable(OutsideOutcome.refused(FileFormat.HL7V2, code));
    }
    var text = Hl7Text.read(bytes, bounds, findings);
    if (text.isEmpty()) {
      return Hl7Message.unreadable(outcome(findings));
    }
    var segments = new Hl7Segments(text.get(), findings);
    var msh = segments.read(text.get().segments().getFirst(), MSH::new);
    if (msh.isEmpty()) {
      return Hl7Message.unreadable(outcome(findings));
    }
    var header = new Hl7Header(msh.get());
    boolean hasControlId =
        !header.controlId().isEmpty() && header.controlId().length() <= CONTROL_ID_LENGTH_MAX;
    if (!hasControlId) {
      refuse(findings, "MSH-10", ProblemCode.FIELD_MISSING);
      return Hl7Message.unreadable(outcome(findings));
    }
    boolean rejected = rejects(header, trial ? ANY_PROCESSING : PRODUCTION, findings);
    if (rejected) {
      return Hl7Message.rejected(header, text.get(), outcome(findings));
    }
    var reading =
        new ResultReading(
            segments, authorities, new OriginReading(header, now, findings), findings);
    boolean isWhole = text.get().segments().size() > 1 || !findings.refused();
    if (isWhole) {
      reading.read(text.get());
      reading.requirePatient(isPatient);
    }
    return new Hl7Message(
        header,
        false,
        reading.patients(),
        reading.accession(),
        reading.testCodes(),
        reading.isCorrection(),
        reading.origin(),
        text.get().segments().stream().map(Hl7Text.Part::name).toList(),
        new OutsideOutcome(FileFormat.HL7V2, reading.calls(), findings.report()));
  }

  private static OutsideOutcome outcome(Findings findings) {
    return new OutsideOutcome(FileFormat.HL7V2, List.of(), findings.report());
  }

  /// What this is no receiver of: the rest of it may mean something else.
  private static boolean rejects(Hl7Header header, Set<String> processingIds, Findings findings) {
    if (!header.isResult()) {
      refuse(findings, "MSH-9", ProblemCode.HL7_TYPE);
      return true;
    }
    if (!header.version().equals(VERSION)) {
      refuse(findings, "MSH-12", ProblemCode.HL7_VERSION);
      return true;
    }
    if (!processingIds.contains(header.processingId())) {
      refuse(findings, "MSH-11", ProblemCode.HL7_PROCESSING_ID);
      return true;
    }
    return false;
  }

  private static void refuse(Findings findings, String field, ProblemCode code) {
    findings.add(new VcfProblem(1L, field, Severity.ERROR, code));
  }
}
