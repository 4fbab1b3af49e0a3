package org.genomerecord.record.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.SpecimenEvent.Arrival.SpecimenReceived;
import org.genomerecord.record.sourcing.SpecimenEvent.Departure.SpecimenDiscarded;
import org.genomerecord.record.sourcing.SpecimenEvent.SpecimenFrozen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourcingAStateTest {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", "north-lab"),
          null,
          Instant.parse("2026-01-01T12:00:00Z"),
          "request-1",
          null,
          null);
  private static final ReceiveSpecimen RECEIVE = new ReceiveSpecimen("s1", "A", ATTRIBUTION);

  private final AxonTestFixture service =
      AxonTestFixture.with(
          ReceiveSpecimenHandler.modules(() -> {}).apply(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    service.stop();
  }

  @Test
  void whatWasDecidedIsRecordedUnderItsAttribution() {
    service
        .given()
        .noPriorActivity()
        .when()
        .command(RECEIVE)
        .then()
        .success()
        .events(new SpecimenReceived("s1", "A"))
        .eventsSatisfy(events -> {
          var event = events.getFirst();
          assertThat(event.type().name()).isEqualTo("test.SpecimenReceived");
          assertThat(Attribution.fromMetadata(event.metadata(), event.timestamp()))
              .isEqualTo(ATTRIBUTION);
          assertThat(UUID.fromString(event.identifier()).version()).isEqualTo(7);
        });
  }

  @Test
  void twiceIsOnce() {
    service
        .given()
        .event(new SpecimenReceived("s1", "A"))
        .when()
        .command(RECEIVE)
        .then()
        .success()
        .noEvents();
  }

  @Test
  void eventsOfAnotherIdAreNotOfThisState() {
    service
        .given()
        .event(new SpecimenDiscarded("s2"))
        .when()
        .command(RECEIVE)
        .then()
        .success()
        .events(new SpecimenReceived("s1", "A"));
  }

  @Test
  void everyNestedFamilyIsRead() {
    service
        .given()
        .event(new SpecimenReceived("s1", "A"))
        .event(new SpecimenDiscarded("s1"))
        .when()
        .command(RECEIVE)
        .then()
        .exception(Refusal.class)
        .noEvents();
  }

  @Test
  void anEventOfANewerReleaseStopsTheDecision() {
    service
        .given()
        .event(new SpecimenFrozen("s1"))
        .when()
        .command(RECEIVE)
        .then()
        .exception(UnknownEvent.class)
        .noEvents();
  }

  @Test
  void aFamilyIsEveryLeafOfItsPermitsClauses() {
    var types = EventTypes.of(PatientEvent.class);

    assertThat(types.classes()).contains(PatientEnrolled.class, ConsentWithdrawn.class);
    assertThat(types.classes()).noneMatch(Class::isInterface);
    assertThat(types.typeOf("consent.ConsentWithdrawn", "1")).isEqualTo(ConsentWithdrawn.class);
    assertThat(types.knows("consent.DisclosurePermitted")).isFalse();
    assertThatThrownBy(() -> types.typeOf("consent.Unheard", "1")).isInstanceOf(UnknownEvent.class);
  }

  @Test
  void nothingIsRecordedAnonymously() {
    var metadata = new HashMap<>(ATTRIBUTION.toMetadata());
    for (var key : List.of("actor", "role", "correlation")) {
      var without = new HashMap<>(metadata);
      without.remove(key);
      assertThatThrownBy(() -> Attribution.fromMetadata(without, ATTRIBUTION.at()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
