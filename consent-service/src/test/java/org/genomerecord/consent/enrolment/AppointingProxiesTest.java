package org.genomerecord.consent.enrolment;

import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.attribution;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.ProxyEvent.Kind;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppointingProxiesTest {
  private static final ProxyId PROXY = new ProxyId("proxy-1");
  private static final Instant LATEST = UNTIL.plusSeconds(60);

  private final AxonTestFixture proxies =
      AxonTestFixture.with(RepresentationHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    proxies.stop();
  }

  private static AppointProxy appoint(Kind kind, Instant until) {
    return appoint(kind, null, until);
  }

  private static AppointProxy appoint(Kind kind, @Nullable Instant privateFrom, Instant until) {
    return new AppointProxy(
        PATIENT,
        PROXY,
        kind,
        "index-of-account",
        privateFrom,
        until,
        LATEST,
        attribution(new Actor("dr-grey", "clinician", "north-hospital"), "TREAT", DURING));
  }

  private static ProxyAppointed appointed(String id, Kind kind) {
    return new ProxyAppointed(
        new ProxyId(id), PATIENT, kind, "index-of-account", null, UNTIL, FROM);
  }

  @Test
  void aProxyIsAppointedUntilSomeDay() {
    proxies
        .given()
        .event(enrolled())
        .when()
        .command(appoint(Kind.GUARDIAN, UNTIL))
        .then()
        .events(
            new ProxyAppointed(
                PROXY, PATIENT, Kind.GUARDIAN, "index-of-account", null, UNTIL, DURING));
  }

  @Test
  void nobodyActsForWhoIsNotEnrolledNorInThePast() {
    proxies
        .given()
        .noPriorActivity()
        .when()
        .command(appoint(Kind.GUARDIAN, UNTIL))
        .then()
        .exception(RefusedAtTheDoor.class, "no such patient is enrolled");
    proxies
        .given()
        .event(enrolled())
        .when()
        .command(appoint(Kind.GUARDIAN, DURING))
        .then()
        .exception(Refusal.class, "the appointment would be over before it begins");
  }

  @Test
  void nobodyIsAppointedForLongerThanTheLatestEnd() {
    proxies
        .given()
        .event(enrolled())
        .when()
        .command(appoint(Kind.GUARDIAN, LATEST))
        .then()
        .eventsMatch(recorded -> recorded.size() == 1);
    proxies
        .given()
        .event(enrolled())
        .when()
        .command(appoint(Kind.GUARDIAN, LATEST.plusNanos(1_000)))
        .then()
        .exception(Refusal.class, "an appointment does not last that long");
  }

  @Test
  void whatIsToBePrivateIsSoBeforeTheAppointmentEnds() {
    proxies
        .given()
        .event(enrolled())
        .when()
        .command(appoint(Kind.GUARDIAN, UNTIL, UNTIL))
        .then()
        .eventsMatch(recorded -> recorded.size() == 1);
    proxies
        .given()
        .event(enrolled())
        .when()
        .command(appoint(Kind.GUARDIAN, UNTIL.plusNanos(1_000), UNTIL))
        .then()
        .exception(Refusal.class, "the appointment is over before anything is private");
  }

  @Test
  void noMoreThanEightActForOnePatient() {
    var events = new ArrayList<Object>(List.of(enrolled()));
    for (int i = 0; i < 8; i++) {
      events.add(appointed("proxy-of-" + i, Kind.REPRESENTATIVE));
    }

    proxies
        .given()
        .events(events)
        .when()
        .command(appoint(Kind.GUARDIAN, UNTIL))
        .then()
        .exception(Refusal.class, "at most 8 people act for one patient");
  }

  @Test
  void patientsEndWhatTheyAppointedAndNoGuardian() {
    proxies
        .given()
        .events(enrolled(), appointed("proxy-1", Kind.REPRESENTATIVE))
        .when()
        .command(new EndProxy(PATIENT, PROXY, true, byThePatient(DURING)))
        .then()
        .events(new ProxyEnded(PROXY, PATIENT, DURING));
    proxies
        .given()
        .events(enrolled(), appointed("proxy-1", Kind.GUARDIAN))
        .when()
        .command(new EndProxy(PATIENT, PROXY, true, byThePatient(DURING)))
        .then()
        .exception(Refusal.class, "a guardian's appointment is ended where it was made");
  }

  @Test
  void whatIsEndedOrWasNeverMadeIsNotEnded() {
    proxies
        .given()
        .events(
            enrolled(), appointed("proxy-1", Kind.GUARDIAN), new ProxyEnded(PROXY, PATIENT, DURING))
        .when()
        .command(new EndProxy(PATIENT, PROXY, false, byThePatient(DURING)))
        .then()
        .exception(Refusal.class, "nobody acts for the patient by that id");
  }
}
