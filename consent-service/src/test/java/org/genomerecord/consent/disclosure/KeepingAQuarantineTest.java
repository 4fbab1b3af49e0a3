package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.genomerecord.consent.disclosure.RecordedDecisions.RecordedDecision;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingAQuarantineTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final DecisionId REFUSAL = new DecisionId("refusal-1");
  private static final Actor LAB = new Actor("lab-north", "lab", "north-lab");

  private static DisclosureRefused refused(String action, String reason) {
    return new DisclosureRefused(
        REFUSAL,
        null,
        action,
        "accession/a1",
        "ingestion-service",
        reason,
        new Asked(List.of("pharmacogenomic"), List.of(), List.of(), "lab-north", null),
        List.of(),
        "policy",
        AT);
  }

  private static void assertForbidden(DisclosureRefused refused, Instant now) {
    assertThatThrownBy(() -> Quarantining.requireAbsence(refused, now))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.category()).isEqualTo(Category.FORBIDDEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient-unknown", "no-consent"})
  void whereNothingIsOnRecordAFileMayWait(String reason) {
    assertThatCode(() -> Quarantining.requireAbsence(refused("collect", reason), AT))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PATIENT_UNKNOWN", "NO_CONSENT"})
  void whatAPatientSaidIsNotWaitedFor(DenialReason reason) {
    assertForbidden(refused("collect", reason.code()), AT);
  }

  @Test
  void aRefusalToReadIsNone() {
    assertForbidden(refused("use", "no-consent"), AT);
  }

  @Test
  void anOldRefusalIsNone() {
    assertForbidden(refused("collect", "no-consent"), AT.plusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({"ingestion-service, true", "interpretation-service, false"})
  void itBelongsToTheServiceThatWasRefused(String service, boolean own) {
    assertThat(Quarantining.isRefusalTo(service, refused("collect", "no-consent"))).isEqualTo(own);
  }

  /// A file of one patient would enter the record of another, and a permit of whom it has nothing
  /// to do with would stand on record.
  @ParameterizedTest
  @CsvSource({
    "false, false, false, patient-differs",
    "false, true, false, patient-differs",
    "true, false, true, patient-differs",
    "true, true, true, patient-differs",
    "false, true, true, file-names-patient"
  })
  void whomTheLaboratoryDidNotNameIsRefusedBeforeAnythingIsDecided(
      boolean isNamed, boolean inFile, boolean corrected, String code) {
    assertThatThrownBy(() -> Quarantining.requireNamed(isNamed, inFile, corrected))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.UNSUPPORTED);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @CsvSource({"true, false, false", "true, true, false", "false, false, true"})
  void whomItNamedOrSomebodySaysItShouldHaveIsDecidedOf(
      boolean isNamed, boolean inFile, boolean corrected) {
    assertThatCode(() -> Quarantining.requireNamed(isNamed, inFile, corrected))
        .doesNotThrowAnyException();
  }

  /// A patient may have denied this very laboratory: it is asked for it, and not for who releases.
  @Test
  void atItsReleaseTheLaboratoryAsksAgainInTheSameWords() {
    var refusal =
        new RecordedDecision(
            3,
            null,
            refused("collect", "patient-unknown"),
            new Attribution(LAB, "TREAT", AT, "request-1", null, null),
            List.of());
    var patient = new Pseudonym("p1");
    var later = AT.plusSeconds(86_400);

    var asked =
        Quarantining.askedAgain(
            refusal, patient, new DecisionId("d2"), "ingestion-service", "request-2", later);

    assertThat(asked.patient()).isEqualTo(patient);
    assertThat(asked.request().actor()).isEqualTo(LAB);
    assertThat(asked.request().asker().application()).isEqualTo("lab-north");
    assertThat(asked.request().purposeOfUse()).isEqualTo("TREAT");
    assertThat(asked.request().action()).isEqualTo("collect");
    assertThat(asked.request().dataClasses()).containsExactly("pharmacogenomic");
    assertThat(asked.request().resource()).isEqualTo("accession/a1");
    assertThat(asked.request().at()).isEqualTo(later);
    assertThat(asked.attribution().correlation()).isEqualTo("request-2");
  }
}
