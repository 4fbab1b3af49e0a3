package org.genomerecord.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskingForErasureTest {
  private static final Pseudonym PATIENT = new Pseudonym("p-7c9e6679");

  private static void refused(@Nullable AskedErasure asked, boolean byOfficer, String code) {
    assertThatThrownBy(() -> AskedErasure.checked(asked, PATIENT, byOfficer))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingAtAllOrAnEmptyObjectErasesNobody(boolean byOfficer) {
    refused(null, byOfficer, "not-confirmed");
    refused(new AskedErasure(null, null, null), byOfficer, "not-confirmed");
  }

  @Test
  void groundsAloneEraseNobody() {
    refused(new AskedErasure(null, "written-request", "case-7"), true, "not-confirmed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "p-7c9e667", "P-7C9E6679", "p-7c9e6679 ", "p-00000000"})
  void whatConfirmsAnotherErasesNobody(String confirm) {
    refused(new AskedErasure(confirm, null, null), false, "not-confirmed");
    refused(new AskedErasure(confirm, "written-request", null), true, "not-confirmed");
  }

  @Test
  void aPatientConfirmsAndNeedsNoReason() {
    assertThat(AskedErasure.checked(new AskedErasure("p-7c9e6679", null, null), PATIENT, false))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"written-request,", ",case-7"})
  void aReasonOfAPatientIsRefusedAsItWouldNotBeKept(
      @Nullable String reason, @Nullable String reference) {
    refused(new AskedErasure("p-7c9e6679", reason, reference), false, "reason");
  }

  @Test
  void anOfficerConfirmsAndGivesGrounds() {
    assertThat(
            AskedErasure.checked(
                new AskedErasure("p-7c9e6679", "written-request", "case-7"), PATIENT, true))
        .isEqualTo(new Grounds("written-request", "case-7"));
    refused(new AskedErasure("p-7c9e6679", null, "case-7"), true, "reason");
    refused(new AskedErasure("p-7c9e6679", "because", null), true, "reason");
    refused(new AskedErasure("p-7c9e6679", "written-request", "John Smith"), true, "reference");
  }
}
