package org.genomerecord.consent.emergency;

import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.attribution;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessReviewed;
import org.genomerecord.record.event.EmergencyEvent.EmergencyReviewClosed;
import org.genomerecord.record.event.EmergencyEvent.Outcome;
import org.genomerecord.record.event.EmergencyEvent.Reason;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeclaringAndReviewingTest {
  private static final EmergencyAccessId EMERGENCY = new EmergencyAccessId("emergency-1");
  private static final Sealed STATEMENT = new Sealed(new UUID(0, 2), 3, "c3RhdGVtZW50");
  private static final Sealed FINDING = new Sealed(new UUID(0, 3), 3, "ZmluZGluZw==");
  private static final EmergencyAccessDeclared DECLARED =
      new EmergencyAccessDeclared(
          EMERGENCY,
          PATIENT,
          "dr-grey",
          Reason.UNABLE_TO_CONSENT,
          DURING,
          DURING.plusSeconds(3_600),
          STATEMENT);
  private static final EmergencyAccessReviewed REVIEWED =
      new EmergencyAccessReviewed(EMERGENCY, PATIENT, Outcome.ESCALATED, DURING, FINDING);
  private static final EmergencyReviewClosed CLOSED =
      new EmergencyReviewClosed(EMERGENCY, PATIENT, Outcome.PATIENT_ERASED, DURING);

  private final AxonTestFixture emergencies =
      AxonTestFixture.with(
          EmergencyHandler.register(ConsentHandler.register(EventSourcingConfigurer.create())));

  @AfterEach
  void stop() {
    emergencies.stop();
  }

  private static DeclareEmergency declare() {
    return new DeclareEmergency(
        PATIENT,
        EMERGENCY,
        Reason.UNABLE_TO_CONSENT,
        Duration.ofHours(1),
        STATEMENT,
        attribution(new Actor("dr-grey", "clinician", "north-hospital"), "ETREAT", DURING));
  }

  private static ReviewEmergency review(String officer) {
    return new ReviewEmergency(
        EMERGENCY,
        Outcome.ESCALATED,
        FINDING,
        attribution(new Actor(officer, "compliance-officer", null), null, DURING));
  }

  private static ReviewEmergency close(String officer) {
    return new ReviewEmergency(
        EMERGENCY,
        Outcome.PATIENT_ERASED,
        null,
        attribution(new Actor(officer, "compliance-officer", null), null, DURING));
  }

  @Test
  void itIsDeclaredForWhoeverDeclaresItAndForAWhile() {
    emergencies.given().event(enrolled()).when().command(declare()).then().events(DECLARED);
  }

  @Test
  void nobodyIsDeclaredAboutWhoIsNotEnrolled() {
    emergencies
        .given()
        .noPriorActivity()
        .when()
        .command(declare())
        .then()
        .exception(RefusedAtTheDoor.class, "no such patient is enrolled")
        .noEvents();
    emergencies
        .given()
        .events(enrolled(), new ErasureBegun(PATIENT, List.of(3), DURING))
        .when()
        .command(declare())
        .then()
        .exception(RefusedAtTheDoor.class, "no such patient is enrolled")
        .noEvents();
  }

  @Test
  void anOfficerReviewsIt() {
    emergencies
        .given()
        .events(enrolled(), DECLARED)
        .when()
        .command(review("olga"))
        .then()
        .events(REVIEWED);
  }

  @Test
  void theReviewOfAnErasedPatientIsClosedWithoutWords() {
    emergencies
        .given()
        .events(enrolled(), DECLARED)
        .when()
        .command(close("olga"))
        .then()
        .events(CLOSED);
  }

  @Test
  void nobodyClosesTheirOwn() {
    emergencies
        .given()
        .events(enrolled(), DECLARED)
        .when()
        .command(close("dr-grey"))
        .then()
        .exception(Refusal.class, "nobody reviews what they declared themselves")
        .noEvents();
  }

  @Test
  void aClosedReviewIsNotMadeAgain() {
    emergencies
        .given()
        .events(enrolled(), DECLARED, CLOSED)
        .when()
        .command(review("olga"))
        .then()
        .exception(Refusal.class, "this emergency access was reviewed before")
        .noEvents();
  }

  @Test
  void itIsReviewedOnce() {
    emergencies
        .given()
        .events(enrolled(), DECLARED, REVIEWED)
        .when()
        .command(review("olga"))
        .then()
        .exception(Refusal.class, "this emergency access was reviewed before")
        .noEvents();
  }

  @Test
  void nobodyReviewsTheirOwn() {
    emergencies
        .given()
        .events(enrolled(), DECLARED)
        .when()
        .command(review("dr-grey"))
        .then()
        .exception(Refusal.class, "nobody reviews what they declared themselves")
        .noEvents();
  }

  @Test
  void whatNobodyDeclaredIsNotReviewed() {
    emergencies
        .given()
        .event(enrolled())
        .when()
        .command(review("olga"))
        .then()
        .exception(Refusal.class, "no such emergency was declared")
        .noEvents();
  }
}
