package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of what a laboratory said about a file that waited.
class ReleasingFromQuarantineTest {
  private static final PatientIdentifier NAMED = new PatientIdentifier("urn:oid:2.999.1", "4711");
  private static final PatientIdentifier ALSO = new PatientIdentifier("urn:oid:2.999.2", "P-1");
  private static final PatientIdentifier ANOTHER = new PatientIdentifier("urn:oid:2.999.1", "4712");
  private static final SubjectKey KEY =
      SubjectKey.generate(new Pseudonym("PATIENT0000000000000000001"), 1);

  private static QuarantinedContext waiting(@Nullable String mediaType) {
    var stated =
        SubmissionContext.parse(
            List.of("specimen=BLD, sex=female"), Instant.parse("2026-01-01T12:00:00Z"));
    return new QuarantinedContext(
        List.of(NAMED, ALSO),
        List.of("R21.1"),
        new SubmittedContext(
            "N-1", "sample-1", "GRCh38", mediaType, null, null, stated, List.of("GENE1")));
  }

  private static void assertUnsupported(String code, ThrowingCallable released) {
    assertThatThrownBy(released)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.UNSUPPORTED);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  /// The context, and the genes that its test promised as it came.
  @Test
  void allThatWasStatedIsSealedWithTheSubmission() {
    var waiting = waiting(null);

    var kept = QuarantinedContext.parse(waiting.json());

    assertThat(kept).isEqualTo(waiting);
    assertThat(kept.released(NAMED, "registered", KEY)).isEqualTo(waiting.submitted());
  }

  /// With the key of the file, so that a release is held against it before anything is decided.
  @Test
  void whomItMayBeReleasedToIsToldAsItComes() {
    assertThat(waiting(null).names()).isEqualTo(new QuarantineNames(List.of(NAMED, ALSO), false));
    assertThat(waiting("application/hl7-v2").names().inFile()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+json", "application/hl7-v2"})
  void aFileThatNamesItsPatientIsHeldAgainstWhoWasReleasedTo(String mediaType) {
    var waiting = waiting(mediaType);

    assertThat(waiting.released(NAMED, "registered", KEY).patientDigest())
        .isEqualTo(CallSetValidation.digest(NAMED, KEY));
    assertThat(waiting.released(ALSO, "consent-given", KEY).patientDigest())
        .isEqualTo(CallSetValidation.digest(ALSO, KEY));
  }

  @Test
  void anotherPatientNeedsTheReasonForIt() {
    var waiting = waiting(null);

    assertUnsupported("patient-differs", () -> waiting.released(ANOTHER, "registered", KEY));
    assertUnsupported(
        "patient-differs", () -> waiting.released(ALSO, QuarantinedContext.CORRECTED, KEY));
    assertThat(waiting.released(ANOTHER, QuarantinedContext.CORRECTED, KEY))
        .isEqualTo(waiting.submitted());
  }

  /// As such a file is not moved either.
  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+json", "application/hl7-v2"})
  void aFileThatNamesAnotherPatientIsReleasedToNobodyElse(String mediaType) {
    assertUnsupported(
        "file-names-patient",
        () -> waiting(mediaType).released(ANOTHER, QuarantinedContext.CORRECTED, KEY));
  }

  @Test
  void nobodyReadsItInALog() {
    assertThat(waiting(null).toString()).isEqualTo("QuarantinedContext[…]");
  }
}
