package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.denied;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ProxyEvent.Kind;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActingForAPatientTest {
  private static final ProxyId PROXY = new ProxyId("proxy-1");
  private static final String ACCOUNT = "index-of-the-proxys-account";
  private static final Actor THEMSELVES = new Actor("proxys-account", "patient", null);

  private static PatientConsents with(
      Kind kind, @Nullable Instant privateFrom, Provision... provisions) {
    return permitting(provisions)
        .evolve(new ProxyAppointed(PROXY, PATIENT, kind, ACCOUNT, privateFrom, UNTIL, FROM));
  }

  private static DisclosureRequest asking(String purpose, Instant at, String... classes) {
    return new DisclosureRequest(
        new Asker(THEMSELVES, Set.of(), "portal", ACCOUNT),
        purpose,
        List.of(),
        "use",
        List.of(classes),
        "DiagnosticReport",
        "interpretation-service",
        at);
  }

  private static Verdict permitted(DataClass... classes) {
    return new Verdict.Permit(
        Action.USE, List.of(classes), List.of(), null, PROXY, List.of(), List.of());
  }

  @Test
  void aGuardianSeesTheRecordOfAChild() {
    assertThat(judge(with(Kind.GUARDIAN, null), asking("FAMRQT", DURING, "htt", "pharmacogenomic")))
        .isEqualTo(permitted(DataClass.PHARMACOGENOMIC, DataClass.HTT));
  }

  @Test
  void whatIsPrivateToAnAdolescentIsHiddenFromTheGuardian() {
    var adolescent = with(Kind.GUARDIAN, DURING);

    assertThat(judge(adolescent, asking("FAMRQT", DURING, "htt", "pharmacogenomic")))
        .isEqualTo(permitted(DataClass.PHARMACOGENOMIC));
    assertThat(judge(adolescent, asking("FAMRQT", DURING, "htt", "carrier-status")))
        .isEqualTo(denied(DenialReason.PRIVATE_TO_PATIENT));
    assertThat(judge(adolescent, asking("FAMRQT", DURING.minusSeconds(1), "htt")))
        .isEqualTo(permitted(DataClass.HTT));
  }

  @Test
  void nothingIsHiddenFromARepresentativeByAge() {
    assertThat(judge(with(Kind.REPRESENTATIVE, DURING), asking("PWATRNY", DURING, "htt")))
        .isEqualTo(permitted(DataClass.HTT));
  }

  @Test
  void whatThePatientDeniesThemTheyDoNotSee() {
    var denial = Rule.deny().forPurposes("FAMRQT").with(DataClass.PHARMACOGENOMIC).provision();

    assertThat(
            judge(
                with(Kind.GUARDIAN, null, denial),
                asking("FAMRQT", DURING, "pharmacogenomic", "tumour")))
        .isEqualTo(permitted(DataClass.TUMOUR));
    assertThat(
            judge(with(Kind.GUARDIAN, null, denial), asking("FAMRQT", DURING, "pharmacogenomic")))
        .isEqualTo(denied(DenialReason.DENIED_BY_PATIENT));
  }

  @Test
  void whatIsDeniedThemIsTheGroundOfWhatTheySeeBesideIt() {
    var denial = Rule.deny().forPurposes("FAMRQT").with(DataClass.PHARMACOGENOMIC).provision();

    assertThat(
            SampleRequests.judgeOnGrounds(
                with(Kind.GUARDIAN, null, denial),
                asking("FAMRQT", DURING, "pharmacogenomic", "tumour")))
        .isInstanceOfSatisfying(
            Verdict.Permit.class,
            permit ->
                assertThat(permit.grounds())
                    .containsExactly(
                        new Ground(
                            CONSENT, "", ProvisionType.DENY, List.of(DataClass.PHARMACOGENOMIC))));
  }

  @Test
  void eachKindAsksForItsOwnPurpose() {
    assertThat(judge(with(Kind.GUARDIAN, null), asking("PWATRNY", DURING, "htt")))
        .isEqualTo(denied(DenialReason.ROLE_NOT_PERMITTED));
    assertThat(judge(with(Kind.GUARDIAN, null), asking("PATRQT", DURING, "htt")))
        .isEqualTo(denied(DenialReason.ROLE_NOT_PERMITTED));
    assertThat(judge(with(Kind.REPRESENTATIVE, null), asking("FAMRQT", DURING, "htt")))
        .isEqualTo(denied(DenialReason.ROLE_NOT_PERMITTED));
  }

  @Test
  void itEndsWhenThePatientIsOfAge() {
    assertThat(judge(with(Kind.GUARDIAN, null), asking("FAMRQT", UNTIL.minusNanos(1_000), "htt")))
        .isEqualTo(permitted(DataClass.HTT));
    assertThat(judge(with(Kind.GUARDIAN, null), asking("FAMRQT", UNTIL, "htt")))
        .isEqualTo(denied(DenialReason.ANOTHER_PATIENT));
  }

  @Test
  void itEndsWhenItIsEnded() {
    var ended = with(Kind.GUARDIAN, null).evolve(new ProxyEnded(PROXY, PATIENT, DURING));

    assertThat(judge(ended, asking("FAMRQT", DURING, "htt")))
        .isEqualTo(denied(DenialReason.ANOTHER_PATIENT));
  }

  private static Set<DataClass> seen(PatientConsents consents, Kind kind, Actor actor, Instant at) {
    return DisclosurePolicy.seenBy(
        new ProxyAppointed(PROXY, PATIENT, kind, ACCOUNT, null, UNTIL, FROM),
        Policies.current(),
        consents,
        new Asker(actor, Set.of(), "portal", ACCOUNT),
        at);
  }

  private static Set<DataClass> seen(PatientConsents consents, Instant at) {
    return seen(consents, Kind.GUARDIAN, THEMSELVES, at);
  }

  /// Who is told of disclosures is told of what they could read.
  @Test
  void allThatTheySeeIsWhatARequestForEverythingWouldBePermitted() {
    var denial = Rule.deny().forPurposes("FAMRQT").with(DataClass.TUMOUR).provision();
    var adolescent = with(Kind.GUARDIAN, DURING, denial);

    assertThat(seen(with(Kind.GUARDIAN, null), DURING))
        .containsExactlyInAnyOrder(DataClass.values());
    assertThat(seen(adolescent, DURING.minusSeconds(1)))
        .contains(DataClass.HTT, DataClass.CARDIAC)
        .doesNotContain(DataClass.TUMOUR);
    assertThat(seen(adolescent, DURING))
        .containsExactlyInAnyOrder(
            DataClass.PHARMACOGENOMIC,
            DataClass.CARDIAC,
            DataClass.SECONDARY_FINDINGS,
            DataClass.EXPRESSION,
            DataClass.RAW_CALLS);
  }

  @Test
  void whoDoesNotActForThePatientAnyMoreSeesNothing() {
    var guarded = with(Kind.GUARDIAN, null);
    var ended = guarded.evolve(new ProxyEnded(PROXY, PATIENT, DURING));
    var denied = with(Kind.GUARDIAN, null, Rule.deny().provision());

    assertThat(seen(guarded, UNTIL)).isEmpty();
    assertThat(seen(ended, DURING)).isEmpty();
    assertThat(seen(denied, DURING)).isEmpty();
    assertThat(seen(permitting(), DURING)).isEmpty();
    assertThat(seen(PatientConsents.initial(), DURING)).isEmpty();
    assertThat(seen(guarded, Kind.REPRESENTATIVE, THEMSELVES, DURING)).isEmpty();
  }

  /// A permit under a consent is no sight of who acts for the patient.
  @Test
  void whatTheyMayInAnotherRoleIsAnotherMatter() {
    var care = with(Kind.GUARDIAN, null, Rule.permit().provision());

    assertThat(seen(care, Kind.GUARDIAN, new Actor("dr-grey", "clinician", null), DURING))
        .isEmpty();
  }
}
