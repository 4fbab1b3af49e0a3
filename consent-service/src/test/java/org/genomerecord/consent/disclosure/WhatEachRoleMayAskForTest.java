package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.byPatient;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;
import static org.genomerecord.consent.provision.SampleConsents.ACCOUNT;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.HOSPITAL;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.careBetween;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Even of a patient who permits everything to everybody.
class WhatEachRoleMayAskForTest {
  private static final Provision EVERYTHING =
      Rule.permit()
          .forPurposes("TREAT", "HRESCH", "FAMRQT")
          .doing(Action.values())
          .with(DataClass.values())
          .between(FROM, UNTIL)
          .provision();

  @ParameterizedTest
  @CsvSource({
    "lab, collect, true",
    "lab, use, false",
    "lab, disclose, false",
    "lab, re-contact, false",
    "lab, re-analyse, false",
    "clinician, collect, false",
    "clinician, use, true",
    "clinician, disclose, true",
    "clinician, re-contact, true",
    "clinician, re-analyse, false",
    "counsellor, collect, false",
    "counsellor, use, true",
    "counsellor, disclose, false",
    "counsellor, re-contact, true",
    "counsellor, re-analyse, false",
    "service, collect, true",
    "service, use, true",
    "service, disclose, false",
    "service, re-contact, false",
    "service, re-analyse, true",
    "compliance-officer, collect, false",
    "compliance-officer, use, false",
    "compliance-officer, disclose, false",
    "compliance-officer, re-contact, false",
    "compliance-officer, re-analyse, false",
    "operator, collect, false",
    "operator, use, false",
    "operator, disclose, false",
    "operator, re-contact, false",
    "operator, re-analyse, false",
    "none, use, false",
    "CLINICIAN, use, false",
  })
  void itsOwnActionsAndNoOthers(String role, String action, boolean permitted) {
    var verdict =
        judge(permitting(EVERYTHING), by(new Actor("somebody", role, HOSPITAL), action, "TREAT"));

    if (permitted) {
      assertThat(verdict).isInstanceOf(Verdict.Permit.class);
    } else {
      assertThat(verdict).isEqualTo(SampleRequests.denied(DenialReason.ROLE_NOT_PERMITTED));
    }
  }

  @Test
  void patientsReadTheirOwnRecordWithoutAConsent() {
    assertThat(judge(permitting(), byPatient(ACCOUNT, "PATRQT")))
        .isEqualTo(
            SampleRequests.permitted(Action.USE, List.of(DataClass.PHARMACOGENOMIC), List.of()));
  }

  @Test
  void patientsReadTheirOwnRecordAfterEveryConsentIsOver() {
    assertThat(judge(permitting(careBetween(FROM, DURING)), byPatient(ACCOUNT, "PATRQT")))
        .isInstanceOf(Verdict.Permit.class);
  }

  @Test
  void patientsDoNotReadTheRecordOfAnother() {
    assertThat(judge(permitting(EVERYTHING), byPatient("index-of-another-account", "PATRQT")))
        .isEqualTo(SampleRequests.denied(DenialReason.ANOTHER_PATIENT));
  }

  @Test
  void aPatientWithoutALinkedAccountIsReadByNoPatient() {
    var unlinked =
        new PatientConsents.Enrolled(PATIENT, null, 1, Map.of(), Set.of(), List.of(), List.of());

    assertThat(judge(unlinked, byPatient(ACCOUNT, "PATRQT")))
        .isEqualTo(SampleRequests.denied(DenialReason.ANOTHER_PATIENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TREAT", "HRESCH", "FAMRQT"})
  void patientsReadTheirOwnRecordForNoOtherPurposeEvenIfAConsentWouldCoverIt(String purpose) {
    assertThat(judge(permitting(EVERYTHING), byPatient(ACCOUNT, purpose)))
        .isEqualTo(SampleRequests.denied(DenialReason.ROLE_NOT_PERMITTED));
  }

  @Test
  void patientsDoNotGiveTheirRecordToOthersThroughTheReadersDoor() {
    for (var action : List.of("collect", "disclose", "re-analyse", "re-contact")) {
      assertThat(
              judge(
                  permitting(EVERYTHING),
                  by(new Actor("account", "patient", null), action, "PATRQT")))
          .isEqualTo(SampleRequests.denied(DenialReason.ROLE_NOT_PERMITTED));
    }
  }

  @Test
  void nobodyElseReadsUnderThePatientsOwnPurpose() {
    assertThat(
            judge(
                permitting(CARE), by(new Actor("dr-grey", "clinician", HOSPITAL), "use", "PATRQT")))
        .isEqualTo(SampleRequests.denied(DenialReason.NOT_COVERED));
  }
}
