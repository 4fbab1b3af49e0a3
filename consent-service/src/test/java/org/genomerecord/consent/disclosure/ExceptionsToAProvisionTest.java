package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.SERVICE;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.disclosure.SampleRequests.readingAt;
import static org.genomerecord.consent.disclosure.SampleRequests.readingClasses;
import static org.genomerecord.consent.provision.Rule.deny;
import static org.genomerecord.consent.provision.Rule.permit;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.HOSPITAL;
import static org.genomerecord.consent.provision.SampleConsents.careBut;
import static org.genomerecord.consent.provision.SampleConsents.careBy;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import java.util.List;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;

class ExceptionsToAProvisionTest {
  private static final Party GREY = new Party(Party.Kind.PERSON, CLINICIAN.id());
  private static final Party HOSPITALS_MEMBERS = Party.organisation(HOSPITAL);
  private static final Actor HILL = new Actor("dr-hill", "clinician", "south-hospital");
  private static final Verdict DENIED = SampleRequests.denied(DenialReason.DENIED_BY_PATIENT);

  /// Care with every class of data.
  private static Rule everything() {
    return permit().forPurposes("TREAT").doing(Action.USE).with(DataClass.values());
  }

  private static boolean permits(Provision provision, DisclosureRequest request) {
    return judge(permitting(provision), request) instanceof Verdict.Permit;
  }

  @Test
  void onePersonIsExceptedAndNobodyElse() {
    var care = careBut(deny().to(GREY));

    assertThat(judge(permitting(care), reading())).isEqualTo(DENIED);
    assertThat(permits(care, by(HILL, "use", "TREAT"))).isTrue();
  }

  @Test
  void aRoleIsExceptedAndNoOther() {
    var care = careBut(deny().to(new Party(Party.Kind.ROLE, "counsellor")));

    assertThat(permits(care, by(new Actor("c", "counsellor", HOSPITAL), "use", "TREAT"))).isFalse();
    assertThat(permits(care, reading())).isTrue();
  }

  @Test
  void anOrganisationIsExceptedAndTheSuitesOwnServicesAreNot() {
    var care = careBut(deny().to(HOSPITALS_MEMBERS));

    assertThat(permits(care, reading())).isFalse();
    assertThat(permits(care, by(HILL, "use", "TREAT"))).isTrue();
    assertThat(permits(care, by(SERVICE, "use", "TREAT"))).isTrue();
  }

  @Test
  void aClassThatIsDeniedToAllIsDeniedToTheSuitesOwnServices() {
    var care = careBut(deny().with(DataClass.PHARMACOGENOMIC));

    assertThat(judge(permitting(care), by(SERVICE, "use", "TREAT"))).isEqualTo(DENIED);
  }

  @Test
  void ofSeveralClassesTheExceptedOneIsLeftOut() {
    var consent = everything().but(deny().with(DataClass.HTT)).provision();

    var verdict = judge(permitting(consent), readingClasses("htt", "apoe", "pharmacogenomic"));

    assertThat(verdict)
        .isEqualTo(
            SampleRequests.permitted(
                Action.USE,
                List.of(DataClass.PHARMACOGENOMIC, DataClass.APOE),
                List.of(new ConsentId("consent-1"))));
  }

  @Test
  void whatIsDeniedButForAnExceptionIsPermittedByIt() {
    var onlyGrey = deny().forPurposes("TREAT").but(permit().to(GREY)).provision();

    assertThat(permits(onlyGrey, reading())).isTrue();
    assertThat(judge(permitting(onlyGrey), by(HILL, "use", "TREAT"))).isEqualTo(DENIED);
  }

  @Test
  void anExceptionToAnExceptionDecides() {
    var care = careBut(deny().to(HOSPITALS_MEMBERS).but(permit().to(GREY)));

    assertThat(permits(care, reading())).isTrue();
    assertThat(permits(care, by(new Actor("dr-brown", "clinician", HOSPITAL), "use", "TREAT")))
        .isFalse();
  }

  @Test
  void anExceptionDoesNotReachBeyondItsRule() {
    var research = deny().forPurposes("HRESCH").but(permit().to(GREY)).provision();

    assertThat(judge(permitting(research), reading()))
        .isEqualTo(SampleRequests.denied(DenialReason.NOT_COVERED));
  }

  @Test
  void ofExceptionsThatDisagreeTheOneThatDeniesDecides() {
    var either = List.of(permit().to(GREY), deny().to(HOSPITALS_MEMBERS));

    assertThat(permits(careBut(either.getFirst(), either.getLast()), reading())).isFalse();
    assertThat(permits(careBut(either.getLast(), either.getFirst()), reading())).isFalse();
  }

  @Test
  void anExceptionHoldsForItsPeriod() {
    var care = careBut(deny().between(DURING, DURING.plusSeconds(60)));

    assertThat(permits(care, readingAt(DURING.minusNanos(1)))).isTrue();
    assertThat(permits(care, readingAt(DURING))).isFalse();
    assertThat(permits(care, readingAt(DURING.plusSeconds(60).minusNanos(1)))).isFalse();
    assertThat(permits(care, readingAt(DURING.plusSeconds(60)))).isTrue();
  }

  @Test
  void anExceptionForAnotherPurposeOrActionDoesNotCount() {
    assertThat(permits(careBut(deny().forPurposes("HRESCH")), reading())).isTrue();
    assertThat(permits(careBut(deny().doing(Action.DISCLOSE)), reading())).isTrue();
    assertThat(permits(careBut(deny().forPurposes("TREAT").doing(Action.USE)), reading()))
        .isFalse();
  }

  @Test
  void aConsentThatDeniesOverridesOneThatPermits() {
    var never = deny().with(DataClass.PHARMACOGENOMIC).provision();

    assertThat(judge(permitting(CARE, never), reading())).isEqualTo(DENIED);
    assertThat(judge(permitting(never, CARE), reading())).isEqualTo(DENIED);
  }

  @Test
  void aConsentThatDeniesSomethingElseOverridesNothing() {
    assertThat(judge(permitting(CARE, deny().with(DataClass.APOE).provision()), reading()))
        .isInstanceOf(Verdict.Permit.class);
  }

  @Test
  void aPersonInTwoOrganisationsConsentsIsPermittedByEither() {
    assertThat(judge(permitting(careBy("south-hospital"), careBy(HOSPITAL)), reading()))
        .isEqualTo(
            SampleRequests.permitted(
                Action.USE,
                List.of(DataClass.PHARMACOGENOMIC),
                List.of(new ConsentId("consent-2"))));
  }

  @Test
  void aConsentThatDeniesIsNoGroundOfAPermit() {
    var butHtt = everything().but(deny().with(DataClass.HTT)).provision();
    var onlyHtt = everything().with(DataClass.HTT).provision();

    assertThat(judge(permitting(butHtt, onlyHtt), readingClasses("htt", "apoe")))
        .isEqualTo(
            SampleRequests.permitted(
                Action.USE, List.of(DataClass.APOE), List.of(new ConsentId("consent-1"))));
  }
}
