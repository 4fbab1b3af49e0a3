package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlingAnInterpretationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CallSetId CALL_SET = new CallSetId("call-set-1");
  private static final InterpretationIssued ISSUED = issued(CALL_SET, 1);
  private static final InterpretationDeclined DECLINED =
      new InterpretationDeclined(
          CALL_SET, new AccessionId("accession-1"), new Pseudonym("PATIENT"), "no-consent", NOON);

  private final AxonTestFixture interpretations =
      AxonTestFixture.with(SettleInterpretationHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    interpretations.stop();
  }

  /// An event that this release has no reader for.
  @Event(namespace = "interpretation", name = "InterpretationRetracted", version = "1")
  record InterpretationRetracted(@EventTag(key = "call-set") CallSetId callSet) {}

  private static InterpretationIssued issued(CallSetId callSet, int number) {
    return new InterpretationIssued(
        new InterpretationId("interpretation-" + number),
        callSet,
        new AccessionId("accession-1"),
        new Pseudonym("PATIENT"),
        "2026-01",
        List.of(DataClass.PHARMACOGENOMIC),
        new DecisionId("decision-1"),
        new Sealed(new UUID(0, number), 1, "c2VhbGVk"),
        NOON);
  }

  private static SettleInterpretation settle(InterpretationEvent outcome) {
    return new SettleInterpretation(
        CALL_SET,
        outcome,
        false,
        new Attribution(
            new Actor("interpretation-service", "service", null),
            "TREAT",
            NOON,
            "request-1",
            "event-of-the-accepted-call-set",
            null));
  }

  @Test
  void anInterpretationIsIssuedUnderTheEventThatItsFindingsAreSealedFor() {
    interpretations
        .given()
        .noPriorActivity()
        .when()
        .command(settle(ISSUED))
        .then()
        .success()
        .events(ISSUED)
        .eventsSatisfy(events -> {
          assertThat(events.getFirst().identifier()).isEqualTo(ISSUED.sealed().event().toString());
          assertThat(events.getFirst().metadata())
              .containsEntry("causation", "event-of-the-accepted-call-set");
        });
  }

  @Test
  void howeverOftenACallSetIsDeliveredOneInterpretationIsIssued() {
    interpretations
        .given()
        .event(ISSUED)
        .when()
        .command(settle(issued(CALL_SET, 2)))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void itIsDeclinedOnRecord() {
    interpretations
        .given()
        .noPriorActivity()
        .when()
        .command(settle(DECLINED))
        .then()
        .success()
        .events(DECLINED);
  }

  @Test
  void howeverOftenACallSetIsDeliveredItIsDeclinedOnce() {
    interpretations
        .given()
        .event(DECLINED)
        .when()
        .command(settle(DECLINED))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aCallSetThatWasDeclinedIsNotIssuedByBeingDeliveredAgain() {
    interpretations
        .given()
        .event(DECLINED)
        .when()
        .command(settle(ISSUED))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anIssuedInterpretationIsNotDeclinedByBeingDeliveredAgain() {
    interpretations
        .given()
        .event(ISSUED)
        .when()
        .command(settle(DECLINED))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherCallSetOfTheSamePatientIsInterpretedToo() {
    interpretations
        .given()
        .event(issued(new CallSetId("call-set-2"), 2))
        .when()
        .command(settle(ISSUED))
        .then()
        .success()
        .events(ISSUED);
  }

  @Test
  void anEventOfANewerReleaseStopsTheDecision() {
    interpretations
        .given()
        .event(new InterpretationRetracted(CALL_SET))
        .when()
        .command(settle(ISSUED))
        .then()
        .exception(UnknownEvent.class)
        .noEvents();
  }
}
