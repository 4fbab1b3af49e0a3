package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.DECISION;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.byPatient;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.disclosure.SampleRequests.researching;
import static org.genomerecord.consent.provision.SampleConsents.ACCOUNT;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.attribution;
import static org.genomerecord.consent.provision.SampleConsents.careBut;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.granted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genomerecord.consent.disclosure.RecordedDecisions.RecordedDecision;
import org.genomerecord.consent.provision.Limits;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.consent.words.PlainWords;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;

class ExplainingADecisionTest {
  private static Explanation explained(DisclosureRequest request, Provision... provisions) {
    return Explanations.of(recorded(request, provisions));
  }

  private static RecordedDecision recorded(DisclosureRequest request, Provision... provisions) {
    var history = new ArrayList<PatientEvent>(List.of(enrolled()));
    int number = 1;
    for (var provision : provisions) {
      history.add(granted(new ConsentId("consent-" + number++), provision));
    }
    var consents = PatientConsents.initial();
    for (var event : history) {
      consents = consents.evolve(event);
    }
    return new RecordedDecision(
        17,
        PATIENT,
        Disclosures.decide(Policies.current(), consents, PATIENT, DECISION, request),
        attribution(request.actor(), request.purposeOfUse(), request.at()),
        history);
  }

  @Test
  void aPermitSaysWhoMayDoWhatAndWhichRuleSaysSo() {
    var explanation = explained(reading(), CARE);

    assertThat(explanation.outcome()).isEqualTo("permitted");
    assertThat(explanation.summary())
        .isEqualTo(
            "dr-grey (clinician, north-hospital) was permitted to use: how the body responds to drugs; for treatment (DiagnosticReport).");
    assertThat(explanation.because())
        .containsExactly(
            "About pharmacogenomic, the first rule of consent consent-1, granted on 2026-01-01T00:00:00Z, decides: it permits anybody to take in and use: how the body responds to drugs; for treatment, from 2026-01-01T00:00:00Z, until 2027-01-01T00:00:00Z.");
    assertThat(explanation.replay()).isEqualTo("same");
    assertThat(explanation.policy()).isEqualTo(Policies.current().name());
    assertThat(explanation.position()).isEqualTo(17);
  }

  @Test
  void aRefusalSaysWhyAndWhichExceptionSaysSo() {
    var explanation =
        explained(reading(), careBut(Rule.deny().to(new Party(Party.Kind.PERSON, "dr-grey"))));

    assertThat(explanation.outcome()).isEqualTo("refused");
    assertThat(explanation.reason()).isEqualTo("denied-by-patient");
    assertThat(explanation.because())
        .containsExactly(
            "The patient forbids it.",
            "About pharmacogenomic, the exception /0 of consent consent-1, granted on 2026-01-01T00:00:00Z, decides: it forbids dr-grey to take in and use: how the body responds to drugs; for treatment, from 2026-01-01T00:00:00Z, until 2027-01-01T00:00:00Z.");
  }

  @Test
  void thePatientIsSpokenTo() {
    var explanation =
        Explanations.toPatient(
            recorded(reading(), careBut(Rule.deny().to(new Party(Party.Kind.PERSON, "dr-grey")))));

    assertThat(explanation.because()).first().isEqualTo("You have ruled it out.");
  }

  @Test
  void aDenialForAnyPurposeDoesNotClaimToHoldInAnEmergency() {
    var explanation =
        explained(reading(), Rule.deny().to(new Party(Party.Kind.PERSON, "dr-grey")).provision());

    assertThat(last(explanation.because()))
        .isEqualTo(
            "forbids dr-grey to do anything with: data of every class; for any purpose, an emergency aside.");
  }

  private static String last(List<String> because) {
    return because.getLast().replaceFirst(".*decides: it ", "");
  }

  @Test
  void anExceptionCoversNoMoreThanWhatItIsAnExceptionTo() {
    var inner =
        Rule.permit()
            .with(DataClass.PHARMACOGENOMIC)
            .but(Rule.deny().to(new Party(Party.Kind.ROLE, "clinician")).between(null, UNTIL));
    var outer =
        Rule.permit()
            .to(Party.organisation("north-hospital"))
            .forPurposes("TREAT", "HRESCH")
            .doing(Action.USE)
            .between(FROM, null)
            .but(inner.forPurposes("TREAT", "PUBHLTH"))
            .provision();

    assertThat(last(explained(reading(), outer).because()))
        .isEqualTo(
            "forbids everybody who acts as clinician, if also among everybody at north-hospital, to use: how the body responds to drugs; for treatment, from 2026-01-01T00:00:00Z, until 2027-01-01T00:00:00Z.");
  }

  @Test
  void ofTwoLimitsOfResearchBothAreSaid() {
    var outer =
        Rule.permit()
            .forResearch(DuoPermission.GRU)
            .but(Rule.permit().forResearch(DuoPermission.DS, "MONDO:0004992"))
            .provision();

    assertThat(last(explained(researching("DUO:0000007", "MONDO:0004992"), outer).because()))
        .isEqualTo(
            "permits anybody to do anything with: data of every class; for a clinical trial and research, general research use, and of that, disease specific research of MONDO:0004992.");
  }

  @Test
  void whoIsNamedAgainFurtherOutIsNamedOnce() {
    var hospital = Party.organisation("north-hospital");
    var outer =
        Rule.permit()
            .to(hospital, Party.organisation("south-hospital"))
            .but(Rule.deny().to(hospital))
            .provision();

    assertThat(last(explained(reading(), outer).because()))
        .startsWith("forbids everybody at north-hospital to do anything");
  }

  @Test
  void aPatientReadsTheirOwnRecord() {
    assertThat(explained(byPatient(ACCOUNT, "PATRQT")).because())
        .containsExactly("Patients see their own record without a consent.");
  }

  @Test
  void whatIsUnknownIsNotRepeated() {
    var explanation = explained(by(new Actor("x", "clinician", null), "<script>", "NEWPURP"), CARE);

    assertThat(explanation.summary())
        .isEqualTo(
            "x (clinician) was refused to do something that is not known with: how the body responds to drugs; for a purpose that is not known (NEWPURP) (DiagnosticReport).");
  }

  @Test
  void researchIsSaidInTheWordsOfDuo() {
    var explanation =
        explained(
            researching("DUO:0000007", "MONDO:0004992"),
            Rule.permit()
                .forPurposes("HRESCH")
                .forResearch(DuoPermission.HMB)
                .provided(DuoModifier.PUB)
                .provision());

    assertThat(explanation.summary())
        .isEqualTo(
            "dr-grey (clinician, north-hospital) was permitted to use: how the body responds to drugs; for research, disease specific research of MONDO:0004992 (DiagnosticReport).");
    assertThat(explanation.because())
        .containsExactly(
            "About pharmacogenomic, the first rule of consent consent-1, granted on 2026-01-01T00:00:00Z, decides: it permits anybody to do anything with: data of every class; for research, health or medical or biomedical research under DUO:0000019.");
    assertThat(explanation.obligations()).containsExactly("publish-results");
    assertThat(explanation.replay()).isEqualTo("same");
    assertThat(explained(researching("John Smith")).summary())
        .contains("for research, of a kind that is not known (")
        .doesNotContain("Smith");
  }

  @Test
  void everyReasonHasWordsOfItsOwn() {
    var reasons =
        Arrays.stream(DenialReason.values())
            .map(reason -> PlainWords.reason(reason.code()))
            .toList();

    assertThat(reasons).doesNotHaveDuplicates().noneMatch(words -> words.contains("code"));
  }

  @Test
  void everyReasonIsToldToThePatientInWordsOfItsOwn() {
    var reasons =
        Arrays.stream(DenialReason.values())
            .map(reason -> PlainWords.toldReason(reason.code()))
            .toList();

    assertThat(reasons).doesNotHaveDuplicates().noneMatch(words -> words.contains("(")); // the code
    assertThat(PlainWords.toldReasonSentence("not-covered"))
        .isEqualTo("Your consent does not cover it.");
  }

  @Test
  void conditionsOfResearchStandWithTheirValues() {
    assertThat(
            PlainWords.of(
                ProvisionType.PERMIT,
                Limits.of(
                    Rule.permit()
                        .forPurposes("HRESCH")
                        .forResearch(DuoPermission.HMB)
                        .provided(DuoModifier.GS, "FR", "DE")
                        .provided(DuoModifier.PUB)
                        .provision())))
        .endsWith("under DUO:0000022 (DE and FR) and DUO:0000019");
  }
}
