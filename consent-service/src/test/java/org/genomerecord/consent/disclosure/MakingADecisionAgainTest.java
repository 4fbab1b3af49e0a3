package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.DECISION;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.disclosure.SampleRequests.researching;
import static org.genomerecord.consent.provision.SampleConsents.ACCOUNT;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.attribution;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each request rests on one thing that is asked: if it were not kept, or not read again, the
/// decision would come out otherwise.
class MakingADecisionAgainTest {
  private static final DisclosureRequest OF_A_TEAM =
      SampleRequests.by(new Asker(CLINICIAN, Set.of("board"), null, "account-1"));
  private static final DisclosureRequest BY_AN_APPLICATION =
      SampleRequests.by(new Asker(CLINICIAN, Set.of(), "reader", "account-1"));

  private static Rule treatment() {
    return Rule.permit()
        .forPurposes("TREAT")
        .doing(Action.USE)
        .with(DataClass.PHARMACOGENOMIC)
        .between(FROM, UNTIL);
  }

  private static PatientConsents.Enrolled permittingTo(Party party) {
    return permitting(treatment().to(party).provision());
  }

  private static PatientConsents.Enrolled permittingAllBut(Party party) {
    return permitting(treatment().but(Rule.deny().to(party)).provision());
  }

  private static DisclosureEvent decided(PatientConsents consents, DisclosureRequest request) {
    return Disclosures.decide(Policies.current(), consents, PATIENT, DECISION, request);
  }

  private static Replay.Outcome again(
      DisclosureEvent recorded, DisclosureRequest request, PatientConsents before) {
    return Replay.compare(
        recorded, attribution(request.actor(), request.purposeOfUse(), request.at()), before);
  }

  private static void permittedAgain(PatientConsents consents, DisclosureRequest request) {
    var recorded = decided(consents, request);

    assertThat(recorded).isInstanceOf(DisclosurePermitted.class);
    assertThat(again(recorded, request, consents)).isEqualTo(Replay.Outcome.SAME);
  }

  private static void refusedAgain(
      PatientConsents consents, DisclosureRequest request, DenialReason reason) {
    var recorded = decided(consents, request);

    assertThat(recorded)
        .isInstanceOfSatisfying(
            DisclosureRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(reason.code()));
    assertThat(again(recorded, request, consents)).isEqualTo(Replay.Outcome.SAME);
  }

  @Test
  void withWhoAsked() {
    var person = new Party(Party.Kind.PERSON, CLINICIAN.id());

    permittedAgain(permittingTo(person), reading());
    refusedAgain(permittingAllBut(person), reading(), DenialReason.DENIED_BY_PATIENT);
  }

  @Test
  void withTheCareTeamsOfWhoAsked() {
    var board = new Party(Party.Kind.CARE_TEAM, "board");

    permittedAgain(permittingTo(board), OF_A_TEAM);
    refusedAgain(permittingAllBut(board), OF_A_TEAM, DenialReason.DENIED_BY_PATIENT);
  }

  @Test
  void withTheApplicationThatWasUsed() {
    var reader = new Party(Party.Kind.APPLICATION, "reader");

    permittedAgain(permittingTo(reader), BY_AN_APPLICATION);
    refusedAgain(permittingAllBut(reader), BY_AN_APPLICATION, DenialReason.DENIED_BY_PATIENT);
  }

  @Test
  void withTheUseInResearchThatWasStated() {
    var research =
        permitting(
            Rule.permit()
                .forPurposes("HRESCH")
                .doing(Action.USE)
                .with(DataClass.PHARMACOGENOMIC)
                .between(FROM, UNTIL)
                .forResearch(DuoPermission.HMB)
                .provision());

    permittedAgain(research, researching("DUO:0000006"));
    refusedAgain(research, researching("nothing"), DenialReason.RESEARCH_USE_UNKNOWN);
  }

  @Test
  void withTheAccountOfThePatient() {
    permittedAgain(permitting(CARE), SampleRequests.byPatient(ACCOUNT, "PATRQT"));
    refusedAgain(
        permitting(CARE),
        SampleRequests.byPatient(ACCOUNT, "TREAT"),
        DenialReason.ROLE_NOT_PERMITTED);
  }

  @Test
  void aboutAPatientThatNobodyKnows() {
    refusedAgain(PatientConsents.initial(), reading(), DenialReason.PATIENT_UNKNOWN);
  }

  /// A single field is enough.
  @Test
  void whatTheEventSaysOtherwiseIsADifference() {
    var recorded = (DisclosurePermitted) decided(permitting(CARE), reading());
    var ofAnotherKey =
        new DisclosurePermitted(
            recorded.decision(),
            recorded.patient(),
            recorded.action(),
            recorded.dataClasses(),
            recorded.resource(),
            recorded.requester(),
            recorded.consents(),
            recorded.emergency(),
            recorded.proxy(),
            recorded.obligations(),
            recorded.asked(),
            recorded.grounds(),
            recorded.policy(),
            recorded.keyGeneration() + 1,
            recorded.decidedAt());

    assertThat(again(recorded, reading(), permitting(CARE))).isEqualTo(Replay.Outcome.SAME);
    assertThat(again(ofAnotherKey, reading(), permitting(CARE)))
        .isEqualTo(Replay.Outcome.DIFFERENT);
    assertThat(again(decided(permitting(), reading()), reading(), permitting(CARE)))
        .isEqualTo(Replay.Outcome.DIFFERENT);
  }

  @Test
  void withoutWhatWasAskedOrWithoutThePolicyItCannotBeMade() {
    var recorded = (DisclosureRefused) decided(permitting(), reading());

    assertThat(again(with(recorded, null, recorded.policy()), reading(), permitting()))
        .isEqualTo(Replay.Outcome.NOT_POSSIBLE);
    assertThat(again(with(recorded, recorded.asked(), null), reading(), permitting()))
        .isEqualTo(Replay.Outcome.NOT_POSSIBLE);
    assertThat(again(with(recorded, recorded.asked(), "0".repeat(64)), reading(), permitting()))
        .isEqualTo(Replay.Outcome.NOT_POSSIBLE);
  }

  private static DisclosureRefused with(
      DisclosureRefused refused, @Nullable Asked asked, @Nullable String policy) {
    return new DisclosureRefused(
        refused.decision(),
        refused.patient(),
        refused.action(),
        refused.resource(),
        refused.requester(),
        refused.reason(),
        asked,
        refused.grounds(),
        policy,
        refused.decidedAt());
  }
}
