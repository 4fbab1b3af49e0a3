package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.careBut;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProxyEvent.Kind;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rule that keeps somebody out says what of.
class SeeingConsentsForAPatientTest {
  private static final ProxyRules RULES =
      new ProxyRules(
          Map.of(Kind.GUARDIAN, "FAMRQT", Kind.REPRESENTATIVE, "PWATRNY"),
          Set.of(DataClass.HTT, DataClass.KINSHIP));
  private static final Party GUARDIAN = new Party(Party.Kind.PERSON, "account-of-the-guardian");
  private static final Party CLINICIAN = new Party(Party.Kind.PERSON, "dr-hill");
  private static final Instant TOO_OLD = DURING.minusSeconds(1);

  private static ProxyView view(Kind kind, @Nullable Instant privateFrom) {
    return ProxyView.of(
        new ProxyAppointed(
            new ProxyId("proxy-1"), PATIENT, kind, "index", privateFrom, UNTIL, FROM),
        new Actor(GUARDIAN.id(), "patient", "south"),
        Set.of("carers"),
        RULES,
        DURING);
  }

  private static Consents.Consent consent(String id, Provision provision, @Nullable String other) {
    return new Consents.Consent(
        new ConsentId(id),
        provision,
        null,
        other == null ? null : new ConsentId(other),
        FROM,
        null);
  }

  private static boolean sees(ProxyView view, Provision provision) {
    var consent = consent("one", provision, null);
    var seen = view.seen(List.of(consent));
    assertThat(view.unseen(List.of(consent))).hasSize(1 - seen.size());
    return !seen.isEmpty();
  }

  static Stream<Provision> denyingTheGuardian() {
    return Stream.of(
            Rule.deny(),
            Rule.deny().with(DataClass.TUMOUR),
            Rule.deny().forPurposes("TREAT", "FAMRQT"),
            Rule.deny().doing(Action.COLLECT, Action.USE),
            Rule.deny().to(CLINICIAN, GUARDIAN),
            Rule.deny().to(new Party(Party.Kind.ROLE, "patient")),
            Rule.deny().to(Party.organisation("south")),
            Rule.deny().to(new Party(Party.Kind.CARE_TEAM, "carers")),
            Rule.deny().to(new Party(Party.Kind.APPLICATION, "portal")),
            Rule.deny().between(FROM, FROM.plusSeconds(1)),
            Rule.deny().between(UNTIL, null),
            Rule.permit().but(Rule.permit().but(Rule.deny().to(GUARDIAN))),
            Rule.permit().forPurposes("FAMRQT").but(Rule.deny().with(DataClass.TUMOUR)),
            // With an exception that is for others, or not for all of it.
            Rule.deny().but(Rule.permit().to(CLINICIAN)),
            Rule.deny().but(Rule.permit().to(GUARDIAN).forPurposes("PWATRNY")),
            Rule.deny().but(Rule.permit().to(GUARDIAN).doing(Action.COLLECT)),
            Rule.deny().but(Rule.permit().to(GUARDIAN).with(DataClass.CARDIAC)),
            Rule.deny().but(Rule.permit().to(GUARDIAN).between(DURING, null)),
            Rule.deny().but(Rule.permit().to(GUARDIAN).between(null, UNTIL)),
            Rule.deny().but(Rule.permit().to(GUARDIAN).forResearch(DuoPermission.GRU)),
            Rule.deny().but(Rule.permit().to(new Party(Party.Kind.APPLICATION, "portal"))),
            Rule.deny().but(Rule.permit().to(GUARDIAN), Rule.deny().with(DataClass.TUMOUR)),
            Rule.deny().but(Rule.deny().with(DataClass.TUMOUR), Rule.permit().to(GUARDIAN)),
            Rule.deny().but(Rule.permit().to(GUARDIAN).but(Rule.deny().with(DataClass.TUMOUR))))
        .map(Rule::provision);
  }

  @ParameterizedTest
  @MethodSource("denyingTheGuardian")
  void whatDeniesThemSomethingTheyDoNotSee(Provision provision) {
    assertThat(sees(view(Kind.GUARDIAN, null), provision)).isFalse();
  }

  static Stream<Provision> denyingOthers() {
    return Stream.of(
            Rule.deny().to(CLINICIAN),
            Rule.deny().to(new Party(Party.Kind.ROLE, "clinician")),
            Rule.deny().to(Party.organisation("north")),
            Rule.deny().to(new Party(Party.Kind.CARE_TEAM, "board")),
            Rule.deny().forPurposes("TREAT", "PWATRNY"),
            Rule.deny().doing(Action.RECONTACT),
            Rule.deny().forResearch(DuoPermission.NRES),
            Rule.permit().to(CLINICIAN).but(Rule.deny().with(DataClass.TUMOUR)),
            Rule.permit().forPurposes("HRESCH").but(Rule.deny().to(GUARDIAN)),
            Rule.permit().between(FROM, DURING).but(Rule.deny().between(DURING, UNTIL)))
        .map(Rule::provision);
  }

  @ParameterizedTest
  @MethodSource("denyingOthers")
  void whatDeniesOthersTheySee(Provision provision) {
    assertThat(sees(view(Kind.GUARDIAN, null), provision)).isTrue();
  }

  static Stream<Provision> denyingAllButTheGuardian() {
    return Stream.of(
            Rule.deny().but(Rule.permit().to(GUARDIAN)),
            Rule.deny().but(Rule.permit().to(CLINICIAN, GUARDIAN).forPurposes("TREAT", "FAMRQT")),
            Rule.deny().but(Rule.permit().doing(Action.USE).to(Party.organisation("south"))),
            Rule.deny()
                .with(DataClass.TUMOUR)
                .between(FROM, UNTIL)
                .but(Rule.permit().with(DataClass.TUMOUR, DataClass.CARDIAC).between(FROM, null)),
            Rule.deny().but(Rule.deny().but(Rule.permit().to(GUARDIAN))),
            Rule.deny().but(Rule.deny().to(CLINICIAN), Rule.permit().to(GUARDIAN)),
            Rule.permit().but(Rule.deny().but(Rule.permit().to(GUARDIAN))))
        .map(Rule::provision);
  }

  @ParameterizedTest
  @MethodSource("denyingAllButTheGuardian")
  void whatAnExceptionKeepsOpenToThemTheySee(Provision provision) {
    assertThat(sees(view(Kind.GUARDIAN, null), provision)).isTrue();
  }

  @Test
  void whatOnlyPermitsTheySeeWhoeverGrantedIt() {
    assertThat(sees(view(Kind.GUARDIAN, DURING), CARE)).isTrue();
    assertThat(sees(view(Kind.GUARDIAN, DURING), Rule.permit().to(GUARDIAN).provision())).isTrue();
  }

  @Test
  void aRepresentativeReadsForAnotherPurpose() {
    var view = view(Kind.REPRESENTATIVE, null);

    assertThat(sees(view, Rule.deny().forPurposes("PWATRNY").provision())).isFalse();
    assertThat(sees(view, Rule.deny().forPurposes("FAMRQT").provision())).isTrue();
  }

  @Test
  void whatNamesAPrivateClassAGuardianOfAnAdolescentDoesNotSee() {
    var named = Rule.permit().with(DataClass.HTT, DataClass.CARDIAC).provision();
    var within = careBut(Rule.deny().to(CLINICIAN).with(DataClass.KINSHIP));

    for (var provision : List.of(named, within)) {
      assertThat(sees(view(Kind.GUARDIAN, DURING), provision)).isFalse();
      assertThat(sees(view(Kind.GUARDIAN, TOO_OLD), provision)).isFalse();
      assertThat(sees(view(Kind.GUARDIAN, DURING.plusSeconds(1)), provision)).isTrue();
      assertThat(sees(view(Kind.GUARDIAN, null), provision)).isTrue();
      assertThat(sees(view(Kind.REPRESENTATIVE, DURING), provision)).isTrue();
    }
  }

  @Test
  void whatReplacedAConsentThatIsNotSeenReplacedNothing() {
    var first = consent("first", CARE, null);
    var denial = consent("denial", Rule.deny().provision(), "first");
    var third = consent("third", CARE, "denial");
    var fourth = consent("fourth", CARE, "third").withdrawn(DURING);

    assertThat(view(Kind.GUARDIAN, null).seen(List.of(first, denial, third, fourth)))
        .containsExactly(first, consent("third", CARE, null), fourth);
  }
}
