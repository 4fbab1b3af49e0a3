package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.denied;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;
import static org.genomerecord.consent.disclosure.SampleRequests.judgeOnGrounds;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.Reason;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingInAnEmergencyTest {
  private static final EmergencyAccessId EMERGENCY = new EmergencyAccessId("emergency-1");
  private static final Provision NOTHING = Rule.deny().provision();
  private static final Provision LOCK = Rule.deny().forPurposes("ETREAT").provision();
  private static final PatientConsents ERASED = new PatientConsents.Erased(PATIENT, null);
  private static final Verdict BY_EMERGENCY =
      new Verdict.Permit(
          Action.USE,
          List.of(DataClass.PHARMACOGENOMIC),
          List.of(),
          EMERGENCY,
          null,
          List.of(Obligation.REVIEW_EMERGENCY_ACCESS, Obligation.NOTIFY_PATIENT),
          List.of());

  private static PatientConsents declared(PatientConsents patient, Instant at, Instant until) {
    return patient.evolve(
        new EmergencyAccessDeclared(
            EMERGENCY,
            PATIENT,
            CLINICIAN.id(),
            Reason.LIFE_THREATENING,
            at,
            until,
            new Sealed(new UUID(0, 2), 3, "c2VhbGVk")));
  }

  private static PatientConsents inAnEmergency(Provision... provisions) {
    return declared(permitting(provisions), DURING, DURING.plusSeconds(3_600));
  }

  private static DisclosureRequest reading() {
    return by(CLINICIAN, "use", "ETREAT");
  }

  private static DisclosureRequest readingAt(Instant at) {
    var request = reading();
    return new DisclosureRequest(
        request.asker(),
        request.purposeOfUse(),
        request.researchUse(),
        request.action(),
        request.dataClasses(),
        request.resource(),
        request.requester(),
        at);
  }

  @Test
  void whoDeclaredItReadsWithoutAConsentUnderObligations() {
    assertThat(judge(inAnEmergency(), reading())).isEqualTo(BY_EMERGENCY);
  }

  @Test
  void aDenialOfEverythingDoesNotHold() {
    assertThat(judge(inAnEmergency(NOTHING), reading())).isEqualTo(BY_EMERGENCY);
  }

  @Test
  void theDenialThatItOverridesStandsInTheDecision() {
    assertThat(judgeOnGrounds(inAnEmergency(NOTHING), reading()).grounds())
        .containsExactly(
            new Ground(CONSENT, "", ProvisionType.DENY, List.of(DataClass.PHARMACOGENOMIC)));
  }

  @Test
  void aDenialForEmergenciesHolds() {
    var locked = Rule.deny().forPurposes("ETREAT", "TREAT").provision();

    assertThat(judge(inAnEmergency(locked), reading()))
        .isEqualTo(denied(DenialReason.DENIED_BY_PATIENT));
  }

  @Test
  void anExceptionToWhatIsPermittedForEmergenciesHolds() {
    var locked =
        Rule.permit()
            .forPurposes("ETREAT")
            .but(Rule.deny().with(DataClass.PHARMACOGENOMIC))
            .provision();

    assertThat(judge(inAnEmergency(locked), reading()))
        .isEqualTo(denied(DenialReason.DENIED_BY_PATIENT));
  }

  @Test
  void whatIsLockedIsLeftOutAndTheRestIsPermitted() {
    var locked = Rule.deny().forPurposes("ETREAT").with(DataClass.HTT).provision();
    var request =
        new DisclosureRequest(
            reading().asker(),
            "ETREAT",
            List.of(),
            "use",
            List.of("htt", "pharmacogenomic"),
            "DiagnosticReport",
            "interpretation-service",
            DURING);

    assertThat(judge(inAnEmergency(locked), request)).isEqualTo(BY_EMERGENCY);
  }

  @Test
  void whatAConsentPermitsForEmergenciesRestsOnTheConsent() {
    var permitting = Rule.permit().forPurposes("ETREAT").provision();

    assertThat(judge(inAnEmergency(permitting), reading()))
        .isEqualTo(
            SampleRequests.permitted(
                Action.USE, List.of(DataClass.PHARMACOGENOMIC), List.of(CONSENT)));
  }

  @Test
  void withoutADeclarationNothingIsPermitted() {
    assertThat(judge(permitting(NOTHING), reading()))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
    assertThat(judge(permitting(), reading()))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
  }

  @Test
  void withoutADeclarationALockIsNotTold() {
    assertThat(judge(permitting(LOCK), reading()))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
    assertThat(judge(inAnEmergency(LOCK), readingAt(DURING.plusSeconds(3_600))))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
  }

  @Test
  void theLockThatIsNotToldStandsInTheDecision() {
    assertThat(judgeOnGrounds(permitting(LOCK), reading()).grounds())
        .containsExactly(
            new Ground(CONSENT, "", ProvisionType.DENY, List.of(DataClass.PHARMACOGENOMIC)));
  }

  @Test
  void withoutADeclarationEveryPatientsDenialLooksTheSame() {
    assertThat(reasonsUnder(Policies.current()))
        .containsExactly(DenialReason.EMERGENCY_NOT_DECLARED);
  }

  /// Decisions of that time come out as they were.
  @Test
  void policy2ToldALock() {
    var second = Policies.named(DecidingAgainTest.POLICY_2).orElseThrow();

    assertThat(DisclosurePolicy.judge(second, permitting(LOCK), reading()))
        .isInstanceOfSatisfying(
            Verdict.Deny.class,
            deny -> assertThat(deny.reason()).isEqualTo(DenialReason.DENIED_BY_PATIENT));
    assertThat(reasonsUnder(second))
        .containsExactlyInAnyOrder(
            DenialReason.EMERGENCY_NOT_DECLARED, DenialReason.DENIED_BY_PATIENT);
  }

  /// Or the other reason, whatever its words, would mean that the patient was erased.
  @Test
  void withoutADeclarationAnErasedPatientLooksLikeAnyOther() {
    assertThat(judge(ERASED, reading())).isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
  }

  @ParameterizedTest
  @CsvSource({"counsellor, use, ETREAT", "clinician, disclose, ETREAT", "clinician, use, TREAT"})
  void whatIsNoEmergencysToOpenIsErased(String role, String action, String purpose) {
    var asker = new Actor(CLINICIAN.id(), role, CLINICIAN.organisation());

    assertThat(judge(ERASED, by(asker, action, purpose))).isEqualTo(denied(DenialReason.ERASED));
  }

  /// Decisions of that time come out as they were.
  @ParameterizedTest
  @ValueSource(strings = {DecidingAgainTest.POLICY_1, DecidingAgainTest.POLICY_2})
  void earlierPoliciesToldThatThePatientWasErased(String policy) {
    assertThat(DisclosurePolicy.judge(Policies.named(policy).orElseThrow(), ERASED, reading()))
        .isEqualTo(denied(DenialReason.ERASED));
  }

  /// Of patients with all kinds of consents, none of whom is in an emergency.
  private static Set<DenialReason> reasonsUnder(Policy policy) {
    var reasons = EnumSet.noneOf(DenialReason.class);
    for (var patient : SeededConsents.patients()) {
      if (DisclosurePolicy.judge(policy, patient, reading()) instanceof Verdict.Deny deny) {
        reasons.add(deny.reason());
      }
    }
    return reasons;
  }

  @Test
  void whatIsNoEmergencysToOpenIsDeniedByThePatient() {
    var counsellor = new Actor("dr-hill", "counsellor", CLINICIAN.organisation());

    assertThat(judge(permitting(LOCK), by(counsellor, "use", "ETREAT")))
        .isEqualTo(denied(DenialReason.DENIED_BY_PATIENT));
    assertThat(judge(permitting(LOCK), by(CLINICIAN, "disclose", "ETREAT")))
        .isEqualTo(denied(DenialReason.DENIED_BY_PATIENT));
  }

  @Test
  void aColleagueDoesNotReadByIt() {
    var colleague = new Actor("dr-hill", "clinician", CLINICIAN.organisation());

    assertThat(judge(inAnEmergency(), by(colleague, "use", "ETREAT")))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
  }

  @ParameterizedTest
  @CsvSource({
    "counsellor, use, NO_CONSENT",
    "service, use, NO_CONSENT",
    "clinician, disclose, NO_CONSENT",
    "clinician, re-contact, NO_CONSENT",
    "lab, use, ROLE_NOT_PERMITTED",
    "operator, use, ROLE_NOT_PERMITTED",
  })
  void itIsForCliniciansWhoReadAndForNothingElse(String role, String action, DenialReason reason) {
    assertThat(
            judge(
                inAnEmergency(),
                by(new Actor(CLINICIAN.id(), role, CLINICIAN.organisation()), action, "ETREAT")))
        .isEqualTo(denied(reason));
  }

  @Test
  void itIsForNoOtherPurpose() {
    assertThat(judge(inAnEmergency(), by(CLINICIAN, "use", "TREAT")))
        .isEqualTo(denied(DenialReason.NO_CONSENT));
  }

  @Test
  void itLastsFromItsDeclarationToItsEnd() {
    assertThat(judge(inAnEmergency(), readingAt(DURING.minusNanos(1_000))))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
    assertThat(judge(inAnEmergency(), readingAt(DURING.plusSeconds(3_600).minusNanos(1_000))))
        .isEqualTo(BY_EMERGENCY);
    assertThat(judge(inAnEmergency(), readingAt(DURING.plusSeconds(3_600))))
        .isEqualTo(denied(DenialReason.EMERGENCY_NOT_DECLARED));
  }

  @Test
  void oneThatIsOverIsForgottenWithTheNextAndTheNextStillLasts() {
    var first = declared(permitting(), FROM, FROM.plusSeconds(3_600));

    var second = (PatientConsents.Enrolled) declared(first, DURING, DURING.plusSeconds(3_600));

    assertThat(second.emergencies()).hasSize(1);
    assertThat(judge(second, reading())).isEqualTo(BY_EMERGENCY);
  }

  @Test
  void aPolicyMayLeaveNoLock() {
    var today = Policies.current().rules();
    var without =
        new Policy(
            "without-locks",
            new Policy.Rules(
                today.evaluator(),
                today.actions(),
                today.purposesOfUse(),
                today.research(),
                today.ownRecord(),
                today.proxies(),
                new Policy.Emergency("clinician", "ETREAT", Set.of(Action.USE), false, List.of())));

    assertThat(DisclosurePolicy.judge(without, inAnEmergency(LOCK), reading()))
        .isInstanceOf(Verdict.Permit.class);
  }
}
