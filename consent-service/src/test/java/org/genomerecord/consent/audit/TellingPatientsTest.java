package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;

import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.consent.words.PlainWords;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.sourcing.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TellingPatientsTest {
  private static final String OWN_ACCOUNT = "account-of-the-patient";

  private static String told(AuditEntry entry) {
    return AccessSentence.of(entry, OWN_ACCOUNT);
  }

  @Test
  void aPermitSaysWhoUsedWhatAndWhy() {
    assertThat(told(SampleTrail.permitted("p1", MONDAY_NOON)))
        .isEqualTo(
            "dr-grey (clinician, north-hospital) used your results on how the body responds to"
                + " drugs and the APOE gene (Alzheimer's disease) for research.");
  }

  @Test
  void aPermitAndARefusalNameTheirDecisionSoThatItCanBeExplained() {
    var told = new ToldPatient(OWN_ACCOUNT);
    var permitted = SampleTrail.permitted("p1", MONDAY_NOON);
    var refused = SampleTrail.refused("p1", "consent-withdrawn", MONDAY_NOON);
    var other = SampleTrail.recorded("consent.ProxyAppointed", "p1", MONDAY_NOON);
    other.decision = "of another question";

    assertThat(permitted.decision).isNotNull();
    assertThat(told.access(permitted).decision()).isEqualTo(permitted.decision);
    assertThat(refused.decision).isNotNull();
    assertThat(told.access(refused).decision()).isEqualTo(refused.decision);
    assertThat(told.access(other).decision()).isNull();
  }

  @Test
  void anEmergencySaysSo() {
    var entry = SampleTrail.permitted("p1", MONDAY_NOON);
    entry.purposeOfUse = "ETREAT";
    entry.organisation = null;

    assertThat(told(entry))
        .isEqualTo(
            "dr-grey (clinician) used your results on how the body responds to drugs and the APOE"
                + " gene (Alzheimer's disease) for treatment in an emergency.");
  }

  @Test
  void aRefusalSaysWhatWasAskedForAndWhyNot() {
    assertThat(told(SampleTrail.refused("p1", "consent-withdrawn", MONDAY_NOON)))
        .isEqualTo(
            "dr-grey (clinician, north-hospital) asked to use your data for research and was"
                + " refused: you had withdrawn your consent.");
  }

  @Test
  void theirOwnLookIsTheirs() {
    var entry =
        SampleTrail.byAccount(
            OWN_ACCOUNT, SampleTrail.recorded("consent.AuditTrailQueried", "p1", MONDAY_NOON));

    assertThat(told(entry)).isEqualTo("You looked at who had access to your record.");
  }

  @Test
  void theLookOfWhoActsForThemIsNotTheirs() {
    var entry =
        SampleTrail.byAccount(
            "another-account",
            SampleTrail.recorded("consent.AuditTrailQueried", "p1", MONDAY_NOON));

    assertThat(told(entry))
        .isEqualTo("Somebody who acts for you looked at who had access to your record.");
  }

  @ParameterizedTest
  @CsvSource({
    "explanations, who had access to your record",
    "enrolment, which record belongs to your record number",
    "proxies, who may act for you",
    "legal-holds, whether your record has to be kept",
    "erasure, whether your record is to be erased",
    "subject-key, which key your record is sealed with"
  })
  void aLookSaysWhatAt(String question, String told) {
    var entry = SampleTrail.recorded("consent.AuditTrailQueried", "p1", MONDAY_NOON);
    entry.subject = "audit trail queried: " + question;

    assertThat(told(entry)).endsWith(" looked at " + told + ".");
  }

  @Test
  void anotherPatientIsNotNamed() {
    var entry = SampleTrail.refused("p1", "another-patient", MONDAY_NOON);
    entry.type = "access.AccessRefused";
    entry.role = "patient";
    entry.actor = "account-of-another";

    assertThat(told(entry))
        .isEqualTo(
            "A patient's account tried to get at your record and was turned away: it is not their"
                + " own record.");
  }

  /// Of each code that a door refuses by.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong-role",
        "another-patient",
        "consent-unknown",
        "accession-unknown",
        "specimen-mix-up",
        "analytical-error",
        "wrong-patient"
      })
  void whatIsTurnedAwayIsToldInPlainWords(String code) {
    assertThat(PlainWords.toldReason(code)).doesNotContain("not known", code);
  }

  @Test
  void whoActsForThemIsNotThemselves() {
    var entry = SampleTrail.byAccount("another-account", SampleTrail.permitted("p1", MONDAY_NOON));
    entry.purposeOfUse = "FAMRQT";
    entry.dataClasses = List.of();

    assertThat(told(entry))
        .isEqualTo("Somebody who acts for you used your data for a request of the family.");
    assertThat(told(SampleTrail.byAccount(OWN_ACCOUNT, entry))).startsWith("You used your data");
  }

  @Test
  void aRefusedErasureIsTheirOwnWish() {
    var entry =
        SampleTrail.byAccount(
            OWN_ACCOUNT, SampleTrail.recorded("consent.ErasureRefused", "p1", MONDAY_NOON));
    entry.outcome = "refused";
    entry.reason = "legal-hold";

    assertThat(told(entry))
        .isEqualTo(
            "You asked for your record to be erased, which was refused: the law wants it kept for"
                + " now.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consent.ProxyAppointed | appointed somebody to act for you.",
        "consent.ProxyEnded | ended that somebody acts for you.",
        "consent.ErasureRequested | asked for your record to be erased.",
        "consent.ErasureBegun | began to erase your record: from here on nobody can read it.",
        "consent.PatientErased | erased your record: its key is destroyed.",
        "consent.LegalHoldPlaced | ordered your record to be kept, which the law allows.",
        "consent.EmergencyAccessReviewed | reviewed an emergency in which your record could be"
            + " read.",
        "ingestion.FamilyStudyReported | reported what you and somebody else are to each other.",
        "ingestion.SubmissionMovedIn | added a result of yours, which had been kept in a wrong place.",
        "ingestion.SubmissionSuperseded | put another result in the place of one of yours: no reason"
            + " is recorded.",
        "ingestion.SubmissionWithdrawn | withdrew a result of yours: no reason is recorded.",
      })
  void whatBecomesOfTheirRecordIsToldInPlainWords(String type, String words) {
    assertThat(told(SampleTrail.recorded(type, "p1", MONDAY_NOON)))
        .isEqualTo("dr-grey (clinician, north-hospital) " + words);
  }

  /// Whoever adds an event decides here whether patients are told of it.
  @Test
  void everyEventIsToldInWordsOrOnPurposeNot() {
    var all =
        SampleEvents.all().stream()
            .map(event -> EventTypes.nameOf(event.getClass()).name())
            .toList();
    var notTold =
        List.of(
            "consent.PatientEnrolled",
            "consent.ConsentGranted",
            "consent.ConsentWithdrawn",
            "consent.KeyRotationBegun",
            "consent.KeyEncryptionKeyRotated",
            "consent.SubjectKeyRenewed",
            "consent.AuditTrailPurged",
            "access.LedgerRead",
            "ingestion.SubmissionReceived",
            "ingestion.CallSetAccepted",
            "ingestion.OutsideCallsAccepted",
            "ingestion.ExpressionPanelAccepted",
            "ingestion.SubmissionRefused",
            "ingestion.FileResealed",
            "ingestion.FilesPurged",
            "interpretation.ReportsPurged",
            "interpretation.KnowledgeReleaseActivated",
            "ingestion.SubmissionQuarantined",
            "ingestion.QuarantineReleased",
            "ingestion.QuarantineDiscarded",
            "ingestion.QuarantineExpired",
            "consent.QuarantineKeyMade",
            "consent.QuarantineKeyReleased",
            "consent.QuarantineKeyDestroyed",
            "ingestion.LaboratoryOnboarded",
            "ingestion.LaboratoryTermsChanged",
            "ingestion.LaboratorySuspended",
            "ingestion.LaboratoryReinstated",
            "ingestion.WebhookSubscribed",
            "ingestion.WebhookUnsubscribed",
            "ingestion.WebhookSecretRotated",
            "interpretation.InterpretationIssued",
            "interpretation.InterpretationDeclined",
            "interpretation.InterpretationAmended",
            "interpretation.InterpretationWithdrawn",
            "interpretation.RecontactClosed");

    assertThat(Stream.concat(AccessSentence.TYPES.stream(), notTold.stream()))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(AccessSentence.TYPES)
        .extracting(type -> told(SampleTrail.recorded(type, "p1", MONDAY_NOON)))
        .noneMatch(text -> text.contains("recorded as"));
  }

  @Test
  void aCodeWithoutWordsIsNotLeftOutAndTextIsNotRepeated() {
    assertThat(PlainWords.ofPurpose("NEWCODE")).contains("NEWCODE");
    assertThat(PlainWords.toldReason("new-reason")).contains("new-reason");
    assertThat(PlainWords.done("new-action")).contains("new-action");
    assertThat(PlainWords.dataOf("your", List.of("new-class"))).contains("new-class");
    assertThat(PlainWords.ofDataClass("<b>")).isEqualTo("a class of data that is not known");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void everyActionHasWords(Action action) {
    assertThat(PlainWords.done(action.code())).doesNotContain("not known");
    assertThat(PlainWords.ofAction(action.code())).doesNotContain("not known");
  }
}
