package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;

import java.util.List;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TellingPatientsTest {
  @Test
  void aPermitSaysWhoUsedWhatAndWhy() {
    assertThat(AccessSentence.of(SampleTrail.permitted("p1", MONDAY_NOON)))
        .isEqualTo(
            "dr-grey (clinician, north-hospital) used your results on drugs and the APOE gene for"
                + " research.");
  }

  @Test
  void anEmergencySaysSo() {
    var entry = SampleTrail.permitted("p1", MONDAY_NOON);
    entry.purposeOfUse = "ETREAT";
    entry.organisation = null;

    assertThat(AccessSentence.of(entry))
        .isEqualTo(
            "dr-grey (clinician) used your results on drugs and the APOE gene for your treatment"
                + " in an emergency.");
  }

  @Test
  void aRefusalSaysWhatWasAskedForAndWhyNot() {
    assertThat(AccessSentence.of(SampleTrail.refused("p1", "consent-withdrawn", MONDAY_NOON)))
        .isEqualTo(
            "dr-grey (clinician, north-hospital) asked to use your data for research and was"
                + " refused: you had withdrawn your consent.");
  }

  @Test
  void theirOwnLookIsTheirs() {
    var entry = SampleTrail.recorded("consent.AuditTrailQueried", "p1", MONDAY_NOON);
    entry.role = "patient";

    assertThat(AccessSentence.of(entry)).isEqualTo("You looked at who had access to your record.");
  }

  @Test
  void anotherPatientIsNotNamed() {
    var entry = SampleTrail.refused("p1", "another-patient", MONDAY_NOON);
    entry.type = "access.AccessRefused";
    entry.role = "patient";
    entry.actor = "account-of-another";

    assertThat(AccessSentence.of(entry))
        .isEqualTo(
            "A patient's account tried to get at your record and was turned away: it is not their"
                + " own record.");
  }

  @Test
  void aCodeWithoutWordsIsNotLeftOut() {
    assertThat(PlainWords.purpose("NEWCODE")).contains("NEWCODE");
    assertThat(PlainWords.reason("new-reason")).contains("new-reason");
    assertThat(PlainWords.done("new-action")).contains("new-action");
    assertThat(PlainWords.data(List.of("new-class"))).contains("new-class");
  }

  @ParameterizedTest
  @EnumSource(DataClass.class)
  void everyDataClassHasWords(DataClass dataClass) {
    assertThat(PlainWords.dataClass(dataClass.code()))
        .isNotEqualTo(dataClass == DataClass.APOE ? "" : dataClass.code());
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void everyActionHasWords(Action action) {
    assertThat(PlainWords.done(action.code())).doesNotContain("(");
    assertThat(PlainWords.toDo(action.code())).doesNotContain("(");
  }
}
