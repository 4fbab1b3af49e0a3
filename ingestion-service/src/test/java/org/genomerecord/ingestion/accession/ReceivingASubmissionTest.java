package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.receive;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceivingASubmissionTest {
  private static final Pseudonym ANOTHER = new Pseudonym("ANOTHER0000000000000000001");
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));
  private static final SubmissionReceived SAME_AGAIN = received(PATIENT, "content", file('2'));
  private static final SubmissionReceived BETTER = received(PATIENT, "better", file('3'));

  private final AxonTestFixture accessions =
      AxonTestFixture.with(AccessionHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    accessions.stop();
  }

  /// An event that this release has no reader for.
  @Event(namespace = "ingestion", name = "SubmissionRecalled", version = "1")
  record SubmissionRecalled(@EventTag(key = "accession") AccessionId accession) {}

  @Test
  void theFirstIsRecordedUnderTheEventThatItsContextIsSealedFor() {
    accessions
        .given()
        .noPriorActivity()
        .when()
        .command(receive(FIRST))
        .then()
        .success()
        .events(FIRST)
        .eventsSatisfy(events ->
            assertThat(events.getFirst().identifier())
                .isEqualTo(FIRST.sealed().event().toString()));
  }

  @Test
  void theSameFileAgainIsTheSameSubmission() {
    accessions.given().event(FIRST).when().command(receive(SAME_AGAIN)).then().success().noEvents();
  }

  @Test
  void theSameFileAgainAfterItWasAcceptedIsTheSameSubmission() {
    accessions
        .given()
        .events(FIRST, accepted(FIRST.file()))
        .when()
        .command(receive(SAME_AGAIN))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherFileUnderTheSameNumberIsAConflict() {
    accessions
        .given()
        .event(FIRST)
        .when()
        .command(receive(BETTER))
        .then()
        .exceptionSatisfies(thrown -> conflict(thrown, "accession-content"))
        .noEvents();
  }

  @Test
  void anotherFileAfterOneWasAcceptedIsAConflict() {
    accessions
        .given()
        .events(FIRST, accepted(FIRST.file()))
        .when()
        .command(receive(BETTER))
        .then()
        .exceptionSatisfies(thrown -> conflict(thrown, "accession-content"))
        .noEvents();
  }

  @Test
  void theNumberOfAnotherPatientIsAConflictWhateverTheContent() {
    accessions
        .given()
        .event(FIRST)
        .when()
        .command(receive(received(ANOTHER, "content", file('4'))))
        .then()
        .exceptionSatisfies(thrown -> conflict(thrown, "accession-patient"))
        .noEvents();
  }

  @Test
  void theNumberOfAnotherPatientStaysAConflictAfterARefusal() {
    accessions
        .given()
        .events(FIRST, refused())
        .when()
        .command(receive(received(ANOTHER, "better", file('4'))))
        .then()
        .exceptionSatisfies(thrown -> conflict(thrown, "accession-patient"))
        .noEvents();
  }

  @Test
  void aBetterFileMayFollowARefusedOne() {
    accessions
        .given()
        .events(FIRST, refused())
        .when()
        .command(receive(BETTER))
        .then()
        .success()
        .events(BETTER);
  }

  @Test
  void theRefusedFileAgainIsRefusedAsBefore() {
    accessions
        .given()
        .events(FIRST, refused())
        .when()
        .command(receive(SAME_AGAIN))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anEventOfANewerReleaseStopsTheDecision() {
    accessions
        .given()
        .events(FIRST, new SubmissionRecalled(FIRST.accession()))
        .when()
        .command(receive(SAME_AGAIN))
        .then()
        .exception(UnknownEvent.class)
        .noEvents();
  }

  private static void conflict(Throwable thrown, String code) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.CONFLICT);
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.detail()).doesNotContain(PATIENT.value(), ANOTHER.value());
            });
  }
}
