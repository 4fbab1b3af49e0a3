package org.genomerecord.consent.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnrollingAPatientTest {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("dr-grey", "clinician", "north-hospital"),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00Z"),
          "request-1",
          null,
          null);
  private static final Pseudonym FIRST = new Pseudonym("FIRST");
  private static final Pseudonym SECOND = new Pseudonym("SECOND");
  private static final Sealed SEALED = new Sealed(new UUID(0, 1), 1, "c2VhbGVk");

  private final AxonTestFixture enrolment =
      AxonTestFixture.with(EnrolPatientHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    enrolment.stop();
  }

  private static EnrolPatient linked(String identifier, String account, Pseudonym patient) {
    return new EnrolPatient(identifier, account, true, patient, 1, SEALED, ATTRIBUTION);
  }

  private static EnrolPatient unlinked(String identifier, Pseudonym patient) {
    return new EnrolPatient(
        identifier, "none-" + identifier, false, patient, 1, SEALED, ATTRIBUTION);
  }

  @Test
  void itIsRecordedUnderTheEventThatTheIdentityIsSealedFor() {
    enrolment
        .given()
        .noPriorActivity()
        .when()
        .command(linked("record-1", "account-1", FIRST))
        .then()
        .success()
        .events(new PatientEnrolled(FIRST, "record-1", "account-1", 1, SEALED))
        .eventsSatisfy(events -> {
          assertThat(events.getFirst().identifier()).isEqualTo(SEALED.event().toString());
          assertThat(events.getFirst().metadata()).containsEntry("actor", "dr-grey");
        });
  }

  @Test
  void enrollingTwiceIsEnrollingOnce() {
    enrolment
        .given()
        .event(new PatientEnrolled(FIRST, "record-1", "account-1", 1, SEALED))
        .when()
        .command(linked("record-1", "account-1", SECOND))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anAccountOfAnotherPatientIsRefused() {
    enrolment
        .given()
        .event(new PatientEnrolled(FIRST, "record-1", "account-1", 1, SEALED))
        .when()
        .command(linked("record-2", "account-1", SECOND))
        .then()
        .exceptionSatisfies(thrown ->
            assertThat(thrown)
                .isInstanceOfSatisfying(
                    Refusal.class,
                    refusal -> {
                      assertThat(refusal.category()).isEqualTo(Category.CONFLICT);
                      assertThat(refusal.code()).isEqualTo("account-linked");
                      assertThat(refusal.detail()).doesNotContain("account-1", "FIRST");
                    }))
        .noEvents();
  }

  @Test
  void withoutAnAccountNoneIsRecorded() {
    enrolment
        .given()
        .noPriorActivity()
        .when()
        .command(unlinked("record-1", FIRST))
        .then()
        .success()
        .events(new PatientEnrolled(FIRST, "record-1", null, 1, SEALED));
  }

  @Test
  void patientsWithoutAccountsDoNotShareOne() {
    enrolment
        .given()
        .event(new PatientEnrolled(FIRST, "record-1", null, 1, SEALED))
        .when()
        .command(unlinked("record-2", SECOND))
        .then()
        .success()
        .events(new PatientEnrolled(SECOND, "record-2", null, 1, SEALED));
  }

  @Test
  void pseudonymsAreRandomAndOfTheFormThatIsPublished() {
    assertThat(Stream.generate(Pseudonyms::random).limit(1000).map(Pseudonym::value).toList())
        .doesNotHaveDuplicates()
        .allMatch(value -> value.matches("[0-9a-z&&[^ilou]]{26}"));
  }
}
