package org.genomerecord.interpretation.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingPatientsInASearchTest {
  @Test
  void oneIsAReference() {
    assertThat(Subjects.parse("Patient/A1", 2)).containsExactly(new Pseudonym("A1"));
  }

  @Test
  void severalAreSeparatedByCommasAndEachCountsOnce() {
    assertThat(Subjects.parse("Patient/B2,Patient/A1,Patient/B2", 3))
        .containsExactly(new Pseudonym("B2"), new Pseudonym("A1"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, subject-missing",
        "'', subject-missing",
        "A1, subject-missing",
        "'Patient/A1,', subject-missing",
        "'Patient/A1,B2', subject-missing",
        "Patient/, subject",
        "'Patient/A1,Patient/*', subject",
        "'Patient/A,Patient/B,Patient/C', too-many-subjects"
      })
  void anythingElseIsRefused(@Nullable String subject, String code) {
    assertThatThrownBy(() -> Subjects.parse(subject, 2))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }
}
