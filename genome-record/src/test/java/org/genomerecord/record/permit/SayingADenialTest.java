package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;

import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SayingADenialTest {
  /// A technician who is told of consents telephones a patient whose consent is there.
  @ParameterizedTest
  @CsvSource({
    "purpose-missing, say the purpose of use",
    "purpose-unknown, purpose of use is none",
    "action-unknown, action is none",
    "data-class-unknown, class of data is none",
    "research-use-unknown, use in research",
    "role-not-permitted, this role",
    "another-patient, not your record",
    "emergency-not-declared, declare the emergency",
    "patient-unknown, nobody is enrolled"
  })
  void whatIsAboutWhoAsksIsSaid(String reason, String words) {
    var refusal = refusal(reason);

    assertThat(refusal.category()).isEqualTo(Category.FORBIDDEN);
    assertThat(refusal.code()).isEqualTo(reason);
    assertThat(refusal.detail()).contains(words).endsWith("; decision d-1");
  }

  @Test
  void aPurposeOfUseThatNothingIsPermittedForIsRefusedAlsoWhereNobodyDecides() {
    assertThat(Decision.Denial.ofPurpose("TREAT")).isEmpty();
    assertThat(Decision.Denial.ofPurpose(null).orElseThrow().code()).isEqualTo("purpose-missing");
    var unknown = Decision.Denial.ofPurpose("BANANA").orElseThrow();
    assertThat(unknown.code()).isEqualTo("purpose-unknown");
    assertThat(unknown.category()).isEqualTo(Category.FORBIDDEN);
  }

  /// That a class is ruled out, a consent withdrawn or a record erased says something of a patient;
  /// what a newer release says, nobody knows.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "denied-by-patient",
        "private-to-patient",
        "no-consent",
        "consent-withdrawn",
        "consent-expired",
        "erased",
        "of-a-newer-release"
      })
  void whatIsAboutThePatientIsNot(String reason) {
    assertThat(told(reason))
        .isEqualTo(told("not-covered"))
        .isEqualTo(
            "not-permitted: what is permitted for this patient does not cover this; decision d-1");
  }

  private static String told(String reason) {
    var refusal = refusal(reason);
    return refusal.code() + ": " + refusal.detail();
  }

  private static Refusal refusal(String reason) {
    return new Decision.Denial(new DecisionId("d-1"), reason, null).refusal();
  }
}
