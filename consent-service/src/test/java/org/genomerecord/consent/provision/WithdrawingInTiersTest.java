package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.permitting;
import static org.genomerecord.consent.provision.SampleConsents.withdrawing;
import static org.genomerecord.consent.provision.SampleConsents.withdrawnFromUse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class WithdrawingInTiersTest {
  private static final Party SERVICES = new Party(Party.Kind.ROLE, "service");
  private static final Provision NO_HTT = Rule.deny().with(DataClass.HTT).provision();

  /// What stands after a withdrawal from use.
  private static List<Provision> left(Provision... provisions) {
    return List.copyOf(withdrawnFromUse(permitting(provisions), DURING).inForce().values());
  }

  @Test
  void whatPermitsUseIsWithdrawnAndWhatDeniesStays() {
    var collecting =
        Rule.permit()
            .forPurposes("TREAT")
            .doing(Action.COLLECT)
            .with(DataClass.APOE)
            .between(FROM, UNTIL)
            .provision();

    assertThat(left(CARE, NO_HTT, collecting)).containsExactlyInAnyOrder(NO_HTT, collecting);
  }

  @Test
  void everyActionOfUseCounts() {
    for (var action : List.of(Action.USE, Action.DISCLOSE, Action.REANALYSE)) {
      assertThat(left(Rule.permit().doing(action, Action.COLLECT).provision())).isEmpty();
    }
    assertThat(left(Rule.permit().provision())).as("any action").isEmpty();
  }

  @Test
  void anExceptionPermitsOnlyWhatItsRuleReaches() {
    var collectingOnly =
        Rule.deny()
            .doing(Action.COLLECT)
            .but(Rule.permit().to(Party.organisation("n")))
            .provision();

    assertThat(left(collectingOnly)).containsExactly(collectingOnly);
  }

  @Test
  void aDenialInsideOfAPermissionStandsByItselfAfterwards() {
    var careButHtt =
        Rule.permit()
            .to(Party.organisation("north"))
            .forPurposes("TREAT", "ETREAT")
            .doing(Action.COLLECT, Action.USE)
            .between(FROM, UNTIL)
            .but(
                Rule.deny().forPurposes("ETREAT").with(DataClass.HTT),
                Rule.deny().to(new Party(Party.Kind.PERSON, "dr-hill")))
            .provision();

    assertThat(left(careButHtt))
        .containsExactlyInAnyOrder(
            Rule.deny()
                .to(Party.organisation("north"), SERVICES)
                .forPurposes("ETREAT")
                .doing(Action.COLLECT, Action.USE)
                .with(DataClass.HTT)
                .between(FROM, UNTIL)
                .provision(),
            Rule.deny()
                .to(new Party(Party.Kind.PERSON, "dr-hill"))
                .forPurposes("TREAT", "ETREAT")
                .doing(Action.COLLECT, Action.USE)
                .between(FROM, UNTIL)
                .provision());
  }

  @Test
  void ofActorsThoseOfTheDenialItselfCountWhoeverIsNamedOnTheWayToIt() {
    var north = Party.organisation("north");
    var provision =
        Rule.permit()
            .to(north)
            .but(Rule.permit().to(Party.organisation("south")).but(Rule.deny().to(north)))
            .provision();

    assertThat(left(provision)).containsExactly(Rule.deny().to(north).provision());
  }

  @Test
  void aDenialThatPermittedSomebodyStaysWithoutTheException() {
    var noHttBut =
        Rule.deny()
            .with(DataClass.HTT)
            .but(Rule.permit().to(new Party(Party.Kind.PERSON, "dr-grey")))
            .provision();

    assertThat(left(noHttBut)).containsExactly(NO_HTT);
  }

  @Test
  void aDenialThatStandsAlreadyIsNotGrantedAgain() {
    var all = Rule.permit().but(Rule.deny().with(DataClass.HTT)).provision();

    assertThat(permitting(all, NO_HTT).decide(withdrawing(Tier.USE, DURING)))
        .hasOnlyElementsOfType(ConsentWithdrawn.class);
  }

  @Test
  void limitsThatNothingMeetsAndPeriodsThatAreOverLeaveNothing() {
    var rule =
        Rule.permit()
            .doing(Action.USE)
            .between(FROM, UNTIL)
            .but(
                Rule.deny().doing(Action.COLLECT),
                Rule.deny().between(UNTIL, null),
                Rule.deny().between(null, DURING))
            .provision();

    assertThat(left(rule)).isEmpty();
  }

  @Test
  void aPatientHasNoMoreConsentsAfterwardsThanBefore() {
    var many =
        Rule.permit()
            .but(
                IntStream.range(0, 40)
                    .mapToObj(
                        i -> Rule.deny().to(Party.organisation("o-" + i)).forPurposes("ETREAT"))
                    .toArray(Rule[]::new))
            .provision();

    assertThat(left(many))
        .containsExactly(Rule.deny().but(Rule.deny().forPurposes("ETREAT")).provision());
  }

  @Test
  void theAnswerNamesWhatWasWithdrawnAndWhatIsDenied() {
    var events =
        permitting(Rule.permit().but(Rule.deny().with(DataClass.HTT)).provision())
            .decide(withdrawing(Tier.USE, DURING));

    var done = TierWithdrawn.of(new UUID(0, 1), events);

    assertThat(done.withdrawn()).containsExactly(CONSENT);
    assertThat(done.denied())
        .containsExactly(((ConsentGranted) events.getFirst()).consent())
        .doesNotContain(CONSENT);
  }

  @Test
  void theAnswerLeavesOutWhatIsNotSeen() {
    var other = new ConsentId("consent-2");
    var denial = new ConsentId("denial");
    var done = new TierWithdrawn(new UUID(0, 1), List.of(CONSENT, other), List.of(denial));

    assertThat(done.without(Set.of())).isEqualTo(done);
    assertThat(done.without(Set.of(CONSENT, denial)))
        .isEqualTo(new TierWithdrawn(new UUID(0, 1), List.of(other), List.of()));
    assertThat(done.without(Set.of(CONSENT, other, denial)))
        .as("as if there had been nothing to do")
        .isEqualTo(new TierWithdrawn(null, List.of(), List.of()));
  }

  @Test
  void withdrawingFromUseTwiceRecordsNothingMore() {
    var once = withdrawnFromUse(permitting(CARE, NO_HTT), DURING);

    assertThat(once.decide(withdrawing(Tier.USE, DURING))).isEmpty();
  }

  @Test
  void contactIsDeniedToEverybodyForGoodAndOnce() {
    PatientConsents patient = permitting(CARE);
    var events = patient.decide(withdrawing(Tier.CONTACT, DURING));
    for (var event : events) {
      patient = patient.evolve(event);
    }

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ConsentGranted.class,
            granted ->
                assertThat(granted.provision())
                    .isEqualTo(Rule.deny().doing(Action.RECONTACT).provision()));
    assertThat(patient.decide(withdrawing(Tier.CONTACT, DURING))).isEmpty();
  }

  @Test
  void neitherIsRefusedForWantOfRoom() {
    var full = new ArrayList<Provision>();
    for (int i = 0; i < PatientConsents.IN_FORCE_MAX; i++) {
      full.add(Rule.deny().to(Party.organisation("o-" + i)).provision());
    }
    var patient = permitting(full.toArray(Provision[]::new));

    assertThat(patient.decide(withdrawing(Tier.CONTACT, DURING))).hasSize(1);
    assertThat(patient.decide(withdrawing(Tier.USE, DURING))).isEmpty();
  }

  @Test
  void nobodyWithdrawsForAnErasedOrUnknownPatient() {
    assertThatThrownBy(() -> PatientConsents.initial().decide(withdrawing(Tier.USE, DURING)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() ->
            new PatientConsents.Erased(SampleConsents.PATIENT, null)
                .decide(withdrawing(Tier.USE, DURING)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() ->
            permitting(Map.of(new ConsentId("c"), CARE))
                .decide(
                    new WithdrawTier(
                        SampleConsents.PATIENT,
                        Tier.USE,
                        new UUID(0, 1),
                        "account-of-nobody",
                        SampleConsents.byThePatient(DURING))))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("another-patient"));
  }
}
