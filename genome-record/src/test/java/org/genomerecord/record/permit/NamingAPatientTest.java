package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingAPatientTest {
  @Test
  void theFirstBarParts() {
    assertThat(PatientIdentifier.parse("urn:oid:2.999.1|MRN|7"))
        .isEqualTo(new PatientIdentifier("urn:oid:2.999.1", "MRN|7"));
  }

  /// Each looks like `urn:x` and `MRN-7`, and would be somebody else.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"urn:x;MRN-7 ", "urn:x; MRN-7", "urn:x ;MRN-7", "u|x;MRN-7"})
  void whatLooksLikeAnotherIsRefused(String system, String value) {
    assertThatThrownBy(() -> new PatientIdentifier(system, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("MRN");
  }
}
