package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.SERVICE;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.byPatient;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.disclosure.SampleRequests.readingAt;
import static org.genomerecord.consent.disclosure.SampleRequests.readingClasses;
import static org.genomerecord.consent.provision.SampleConsents.ACCOUNT;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.HOSPITAL;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.careBetween;
import static org.genomerecord.consent.provision.SampleConsents.careBy;
import static org.genomerecord.consent.provision.SampleConsents.permitting;
import static org.genomerecord.consent.provision.SampleConsents.withdrawn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecidingARequestTest {
  private static final Verdict PERMITTED =
      SampleRequests.permitted(Action.USE, List.of(DataClass.PHARMACOGENOMIC), List.of(CONSENT));

  private static Verdict denied(DenialReason reason) {
    return SampleRequests.denied(reason);
  }

  @Test
  void whatTheConsentCoversIsPermittedOnItsGround() {
    assertThat(judge(permitting(CARE), reading())).isEqualTo(PERMITTED);
  }

  @Test
  void aPatientWhoIsNotEnrolledIsUnknown() {
    assertThat(judge(PatientConsents.initial(), reading()))
        .isEqualTo(denied(DenialReason.PATIENT_UNKNOWN));
  }

  @Test
  void fromTheBeginningOfAnErasureOnEverybodyIsDeniedAndToldWhy() {
    var consents = permitting(CARE).evolve(new ErasureBegun(PATIENT, List.of(1), DURING));

    assertThat(judge(consents, reading())).isEqualTo(denied(DenialReason.ERASED));
    assertThat(judge(consents, byPatient(ACCOUNT, "PATRQT")))
        .isEqualTo(denied(DenialReason.ERASED));
    assertThat(judge(consents, byPatient("another", "PATRQT")))
        .isEqualTo(denied(DenialReason.ANOTHER_PATIENT));
  }

  @Test
  void aRequestForErasureAndALegalHoldChangeNoDecision() {
    var consents =
        permitting(CARE)
            .evolve(new ErasureRequested(PATIENT, null, null, DURING, DURING))
            .evolve(new ErasureRefused(PATIENT, "legal-hold", DURING));

    assertThat(judge(consents, reading())).isEqualTo(PERMITTED);
  }

  @Test
  void withoutAPurposeNothingIsPermitted() {
    assertThat(judge(permitting(CARE), by(CLINICIAN, "use", null)))
        .isEqualTo(denied(DenialReason.PURPOSE_MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"treat", "TREATMENT", "NEWPURP"})
  void anUnknownPurposeIsDeniedAlthoughAConsentNamesIt(String purpose) {
    var consents = permitting(Rule.permit().forPurposes(purpose).provision());

    assertThat(judge(consents, by(CLINICIAN, "use", purpose)))
        .isEqualTo(denied(DenialReason.PURPOSE_UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " TREAT", "T|REAT"})
  void aPurposeThatIsNoCodeIsDeniedAndCannotBeGranted(String purpose) {
    assertThat(judge(permitting(CARE), by(CLINICIAN, "use", purpose)))
        .isEqualTo(denied(DenialReason.PURPOSE_UNKNOWN));
    assertThatThrownBy(() -> Rule.permit().forPurposes(purpose).provision())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKnownPurposeThatNoConsentNamesIsNotCovered() {
    assertThat(judge(permitting(CARE), by(CLINICIAN, "use", "HRESCH")))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "USE", "read", "use "})
  void anUnknownActionIsDenied(String action) {
    assertThat(judge(permitting(CARE), by(CLINICIAN, action, "TREAT")))
        .isEqualTo(denied(DenialReason.ACTION_UNKNOWN));
  }

  @Test
  void anUnknownClassOfDataIsDenied() {
    assertThat(judge(permitting(CARE), readingClasses("PHARMACOGENOMIC")))
        .isEqualTo(denied(DenialReason.DATA_CLASS_UNKNOWN));
  }

  @Test
  void oneUnknownClassAmongKnownOnesDeniesThemAll() {
    assertThat(judge(permitting(CARE), readingClasses("pharmacogenomic", "newer-class")))
        .isEqualTo(denied(DenialReason.DATA_CLASS_UNKNOWN));
  }

  @Test
  void askingForNoClassIsDenied() {
    assertThat(judge(permitting(CARE), readingClasses()))
        .isEqualTo(denied(DenialReason.DATA_CLASS_UNKNOWN));
  }

  @Test
  void aClassThatIsAskedForTwiceIsPermittedOnce() {
    assertThat(judge(permitting(CARE), readingClasses("pharmacogenomic", "pharmacogenomic")))
        .isEqualTo(PERMITTED);
  }

  @Test
  void aPatientWhoConsentedToNothingIsAPatientWithoutConsent() {
    assertThat(judge(permitting(), reading())).isEqualTo(denied(DenialReason.NO_CONSENT));
  }

  @Test
  void afterWithdrawalNothingIsPermitted() {
    var consents = permitting(CARE).evolve(withdrawn(CONSENT, DURING));

    assertThat(judge(consents, reading())).isEqualTo(denied(DenialReason.CONSENT_WITHDRAWN));
  }

  @Test
  void anActionThatTheConsentDoesNotNameIsNotCovered() {
    assertThat(judge(permitting(CARE), by(CLINICIAN, "disclose", "TREAT")))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
  }

  // The period: from inclusive, until exclusive.

  @Test
  void thePeriodBeginsWithItsFirstInstant() {
    assertThat(judge(permitting(CARE), readingAt(FROM))).isEqualTo(PERMITTED);
    assertThat(judge(permitting(CARE), readingAt(FROM.minusNanos(1))))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
  }

  @Test
  void thePeriodEndsBeforeItsLastInstant() {
    assertThat(judge(permitting(CARE), readingAt(UNTIL.minusNanos(1)))).isEqualTo(PERMITTED);
    assertThat(judge(permitting(CARE), readingAt(UNTIL)))
        .isEqualTo(denied(DenialReason.CONSENT_EXPIRED));
  }

  @Test
  void besideAnExpiredConsentOneInForceIsTheOnlyGround() {
    var consents = permitting(careBetween(FROM, DURING), CARE);

    assertThat(judge(consents, reading()))
        .isEqualTo(
            SampleRequests.permitted(
                Action.USE,
                List.of(DataClass.PHARMACOGENOMIC),
                List.of(new ConsentId("consent-2"))));
  }

  @Test
  void aRequestThatAnExpiredConsentWouldNotCoverIsNotToldOfIt() {
    var consents = permitting(careBetween(FROM, DURING));

    assertThat(judge(consents, by(CLINICIAN, "use", "HRESCH")))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
  }

  /// It permitted nothing, so that its end is no reason.
  @Test
  void aDenialThatIsOverIsNotToldOf() {
    var denial = Rule.deny().forPurposes("TREAT").between(FROM, DURING).provision();

    assertThat(judge(permitting(denial), reading())).isEqualTo(denied(DenialReason.NOT_COVERED));
  }

  // The organisation.

  @Test
  void theConsentOfOneHospitalIsForItsMembers() {
    assertThat(judge(permitting(careBy(HOSPITAL)), reading())).isEqualTo(PERMITTED);
  }

  @Test
  void anotherHospitalIsNotCovered() {
    var hill = new Actor("dr-hill", "clinician", "south-hospital");

    assertThat(judge(permitting(careBy(HOSPITAL)), by(hill, "use", "TREAT")))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
  }

  @Test
  void somebodyWithoutAnOrganisationIsNotCoveredByTheConsentOfOne() {
    var nowhere = new Actor("dr-nowhere", "clinician", null);

    assertThat(judge(permitting(careBy(HOSPITAL)), by(nowhere, "use", "TREAT")))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
    assertThat(judge(permitting(CARE), by(nowhere, "use", "TREAT"))).isEqualTo(PERMITTED);
  }

  @Test
  void theSuitesOwnServicesBelongToNoOrganisation() {
    assertThat(judge(permitting(careBy(HOSPITAL)), by(SERVICE, "use", "TREAT")))
        .isEqualTo(PERMITTED);
  }

  @Test
  void allGroundsAreNamedInAFixedOrder() {
    var first = new ConsentId("a");
    var second = new ConsentId("b");

    assertThat(judge(permitting(Map.of(second, CARE, first, CARE)), reading()))
        .isEqualTo(
            SampleRequests.permitted(
                Action.USE, List.of(DataClass.PHARMACOGENOMIC), List.of(first, second)));
  }

  @Test
  void allRulesThatDecidedAreNamedInAFixedOrder() {
    var consents = List.of("h", "b", "g", "a", "f", "c", "e", "d");
    var inForce = consents.stream().collect(Collectors.toMap(ConsentId::new, _ -> CARE));

    assertThat(SampleRequests.judgeOnGrounds(permitting(inForce), reading()))
        .isInstanceOfSatisfying(
            Verdict.Permit.class,
            permit ->
                assertThat(permit.grounds())
                    .extracting(ground -> ground.consent().value())
                    .containsExactly("a", "b", "c", "d", "e", "f", "g", "h"));
  }

  /// One that is added has to be thought about: is it about who asks?
  @Test
  void sevenReasonsAreThePatientsAndToldToNobody() {
    assertThat(Arrays.stream(DenialReason.values()))
        .filteredOn(reason -> told(reason).equals("not-permitted"))
        .containsExactly(
            DenialReason.ERASED,
            DenialReason.PRIVATE_TO_PATIENT,
            DenialReason.DENIED_BY_PATIENT,
            DenialReason.NO_CONSENT,
            DenialReason.CONSENT_WITHDRAWN,
            DenialReason.CONSENT_EXPIRED,
            DenialReason.NOT_COVERED);
  }

  private static String told(DenialReason reason) {
    return new Decision.Denial(new DecisionId("decision-1"), reason.code(), null).code();
  }

  @Test
  void theStoredCodesOfReasonsAreAContract() {
    assertThat(Arrays.stream(DenialReason.values()).map(DenialReason::code))
        .containsExactly(
            "patient-unknown",
            "erased",
            "purpose-missing",
            "purpose-unknown",
            "action-unknown",
            "data-class-unknown",
            "research-use-unknown",
            "role-not-permitted",
            "another-patient",
            "private-to-patient",
            "emergency-not-declared",
            "denied-by-patient",
            "no-consent",
            "consent-withdrawn",
            "consent-expired",
            "not-covered");
  }
}
