package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;

import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SayingADenialTest {
  /// A technician who is told of consents telephones a patient whose consent is there.
  @ParameterizedTest
  @CsvSource({
    "purpose-missing, say the purpose of use",
    "purpose-unknown, none that is known here",
    "patient-unknown, nobody is enrolled",
    "role-not-permitted, this role",
    "another-patient, not your record",
    "emergency-not-declared, declare the emergency",
    "of-a-newer-release, consents do not permit this"
  })
  void whatIsAboutWhoAsksIsSaid(String reason, String words) {
    var refusal = refusal(reason);

    assertThat(refusal.category()).isEqualTo(Category.FORBIDDEN);
    assertThat(refusal.code()).isEqualTo(reason);
    assertThat(refusal.getMessage()).contains(words).endsWith("; decision d-1");
  }

  /// That a class is ruled out, a consent withdrawn or a record erased says something of a patient.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "denied-by-patient",
        "private-to-patient",
        "no-consent",
        "consent-withdrawn",
        "consent-expired",
        "erased"
      })
  void whatIsAboutThePatientIsNot(String reason) {
    assertThat(told(reason)).isEqualTo(told("not-covered")).startsWith("not-permitted: ");
  }

  private static String told(String reason) {
    var refusal = refusal(reason);
    return refusal.code() + ": " + refusal.getMessage();
  }

  private static Refusal refusal(String reason) {
    return new Decision.Denial(new DecisionId("d-1"), reason, null).refusal();
  }
}
