package org.genomerecord.ingestion.callset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.jspecify.annotations.Nullable;

/// What is sealed with a submission.
///
/// @param number the laboratory's accession number
/// @param sample as the submission names it
/// @param assembly as the submission states it
/// @param mediaType of a file that is no VCF; null: it is one
/// @param patientDigest keyed digest of the identifier that the submission names the patient by, to
///   be held against the file; null where the file names none
/// @param correction why it takes the place of what was accepted; null: it does not
/// @param stated what else the submission states; null: nothing
/// @param promisedGenes genes that its test promises, by the laboratory's terms as it was received;
///   null: none
record SubmittedContext(
    String number,
    @Nullable String sample,
    @Nullable String assembly,
    @Nullable String mediaType,
    @Nullable String patientDigest,
    @Nullable WithdrawalReason correction,
    @Nullable SubmissionContext stated,
    @Nullable List<String> promisedGenes) {
  private static final String SCHEMA = EventTypes.schemaOf(SubmissionReceived.class);

  /// As it was sealed with a submission.
  static SubmittedContext of(SubmissionReceived received, SubjectKey key) {
    return EventJson.read(
        new String(key.open(received.sealed(), SCHEMA), StandardCharsets.UTF_8),
        SubmittedContext.class);
  }

  /// @param event that it is recorded with
  Sealed sealed(UUID event, SubjectKey key) {
    return key.seal(event, SCHEMA, EventJson.write(this).getBytes(StandardCharsets.UTF_8));
  }

  /// As this, of a file that names its patient.
  SubmittedContext naming(String digestOfPatient) {
    return new SubmittedContext(
        number, sample, assembly, mediaType, digestOfPatient, correction, stated, promisedGenes);
  }

  /// Empty: a VCF.
  Optional<FileFormat> format() {
    return Optional.ofNullable(mediaType).flatMap(FileFormat::of);
  }

  /// The class that a permit to collect it has to be for.
  DataClass collected() {
    return FileFormat.collected(format(), SubmissionContext.isSomatic(stated));
  }

  /// What it was collected as, which the file must not contradict: what is not said to be somatic
  /// is what the patient was born with.
  SourceClass source() {
    return SubmissionContext.isSomatic(stated) ? SourceClass.SOMATIC : SourceClass.GERMLINE;
  }

  /// What the validation of a VCF holds the file against.
  VcfExpectations expectations() {
    return new VcfExpectations(
        sample,
        assembly == null ? null : Assembly.named(assembly).orElse(null),
        SubmissionContext.sexOf(stated),
        promisedGenes == null ? List.of() : promisedGenes);
  }

  @Override
  public String toString() {
    return "SubmittedContext[…]";
  }
}
