package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;
import static org.genomerecord.ingestion.accession.SampleSubmissions.settle;

import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlingASubmissionTest {
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));
  private static final SubmissionReceived BETTER = received(PATIENT, "better", file('3'));

  private final AxonTestFixture accessions =
      AxonTestFixture.with(AccessionHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    accessions.stop();
  }

  @Test
  void aSoundFileIsAccepted() {
    accessions
        .given()
        .event(FIRST)
        .when()
        .command(settle(FIRST.file(), accepted(FIRST.file())))
        .then()
        .success()
        .events(accepted(FIRST.file()));
  }

  @Test
  void aBrokenFileIsRefused() {
    accessions
        .given()
        .event(FIRST)
        .when()
        .command(settle(FIRST.file(), refused()))
        .then()
        .success()
        .events(refused());
  }

  @Test
  void settlingTwiceIsSettlingOnce() {
    accessions
        .given()
        .events(FIRST, accepted(FIRST.file()))
        .when()
        .command(settle(FIRST.file(), accepted(FIRST.file())))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anOutcomeIsNotTurnedRound() {
    accessions
        .given()
        .events(FIRST, refused())
        .when()
        .command(settle(FIRST.file(), accepted(FIRST.file())))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aLateOutcomeOfTheRefusedFileDoesNotSettleTheBetterOne() {
    accessions
        .given()
        .events(FIRST, refused(), BETTER)
        .when()
        .command(settle(FIRST.file(), accepted(FIRST.file())))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void theBetterFileIsAccepted() {
    accessions
        .given()
        .events(FIRST, refused(), BETTER)
        .when()
        .command(settle(BETTER.file(), accepted(BETTER.file())))
        .then()
        .success()
        .events(accepted(BETTER.file()));
  }

  @Test
  void whatWasNeverSubmittedIsNotSettled() {
    accessions
        .given()
        .noPriorActivity()
        .when()
        .command(settle(FIRST.file(), accepted(FIRST.file())))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aLogWithAnOutcomeOfNothingIsNotRead() {
    var unknown = Accession.initial();

    assertThatThrownBy(() -> unknown.evolve(refused())).isInstanceOf(IllegalStateException.class);
  }
}
