package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;

import org.genomerecord.record.event.DecisionId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayingADenialTest {
  /// A technician who is told of consents telephones a patient whose consent is there.
  @ParameterizedTest
  @CsvSource({
    "purpose-missing, say the purpose of use",
    "purpose-unknown, none that is known here",
    "patient-unknown, nobody is enrolled",
    "erased, is erased",
    "role-not-permitted, this role",
    "another-patient, not your record",
    "emergency-not-declared, declare the emergency",
    "no-consent, consents do not permit this",
    "denied-by-patient, consents do not permit this",
    "of-a-newer-release, consents do not permit this"
  })
  void onlyWhatIsAboutConsentsSaysSo(String reason, String words) {
    var said = new Decision.Denial(new DecisionId("d-1"), reason, null).inWords();

    assertThat(said).contains(words).endsWith("; decision d-1");
  }
}
