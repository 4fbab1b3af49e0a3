package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.DECISION;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.decide;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.granted;
import static org.genomerecord.consent.provision.SampleConsents.withdrawn;

import java.util.List;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.consent.provision.ConsentSuspended;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingADecisionTest {
  private static final DisclosurePermitted PERMITTED =
      new DisclosurePermitted(
          DECISION,
          PATIENT,
          Action.USE,
          List.of(DataClass.PHARMACOGENOMIC),
          "DiagnosticReport",
          "interpretation-service",
          List.of(CONSENT),
          null,
          null,
          List.of(),
          asked(),
          List.of(
              new Ground(CONSENT, "", ProvisionType.PERMIT, List.of(DataClass.PHARMACOGENOMIC))),
          Policies.current().name(),
          3,
          DURING);

  private static Asked asked() {
    return new Asked(List.of("pharmacogenomic"), List.of(), List.of(), null, null);
  }

  private final AxonTestFixture decisions =
      AxonTestFixture.with(
          DecideDisclosureHandler.register(
              ConsentHandler.register(EventSourcingConfigurer.create())));

  @AfterEach
  void stop() {
    decisions.stop();
  }

  private static DisclosureRefused refused(
      @Nullable Pseudonym patient, String action, String reason) {
    return new DisclosureRefused(
        DECISION,
        patient,
        action,
        "DiagnosticReport",
        "interpretation-service",
        reason,
        asked(),
        List.of(),
        Policies.current().name(),
        DURING);
  }

  @Test
  void aPermitIsRecordedWithItsGroundsUnderWhoAskedAndWhatFor() {
    decisions
        .given()
        .events(enrolled(), granted(CONSENT, CARE))
        .when()
        .command(decide(reading()))
        .then()
        .success()
        .events(PERMITTED)
        .eventsSatisfy(events ->
            assertThat(events.getFirst().metadata())
                .containsEntry("actor", "dr-grey")
                .containsEntry("role", "clinician")
                .containsEntry("organisation", "north-hospital")
                .containsEntry("purposeOfUse", "TREAT"));
  }

  @Test
  void theAnswerNamesTheRecordedEvent() {
    decisions
        .given()
        .events(enrolled(), granted(CONSENT, CARE))
        .when()
        .command(decide(reading()))
        .then()
        .success()
        .resultMessagePayloadSatisfies(result ->
            assertThat(result)
                .isInstanceOfSatisfying(
                    Decided.class,
                    decided -> {
                      assertThat(decided.outcome()).isEqualTo(PERMITTED);
                      assertThat(decided.event().version()).isEqualTo(7);
                    }));
  }

  @Test
  void everyRequestIsRecordedAlsoTheSameAgain() {
    decisions
        .given()
        .events(enrolled(), granted(CONSENT, CARE), PERMITTED)
        .when()
        .command(decide(reading()))
        .then()
        .success()
        .events(PERMITTED);
  }

  @Test
  void aRefusalIsRecordedWithItsReason() {
    decisions
        .given()
        .event(enrolled())
        .when()
        .command(decide(reading()))
        .then()
        .success()
        .events(refused(PATIENT, "use", "no-consent"));
  }

  @Test
  void afterWithdrawalTheRequestIsRefusedAndTheRefusalRecorded() {
    decisions
        .given()
        .events(enrolled(), granted(CONSENT, CARE), withdrawn(CONSENT, DURING))
        .when()
        .command(decide(reading()))
        .then()
        .success()
        .events(refused(PATIENT, "use", "consent-withdrawn"));
  }

  @Test
  void aRefusalAboutNobodyKnownNamesNobody() {
    decisions
        .given()
        .noPriorActivity()
        .when()
        .command(decide(reading()))
        .then()
        .success()
        .events(refused(null, "use", "patient-unknown"));
  }

  @Test
  void aCodeFromOutsideIsKeptToSixtyFourCharacters() {
    decisions
        .given()
        .event(enrolled())
        .when()
        .command(decide(by(CLINICIAN, "x".repeat(65), "TREAT")))
        .then()
        .success()
        .events(refused(PATIENT, "x".repeat(64), "action-unknown"));
  }

  @Test
  void anEventOfANewerReleaseStopsTheDecision() {
    decisions
        .given()
        .events(enrolled(), granted(CONSENT, CARE), new ConsentSuspended(PATIENT))
        .when()
        .command(decide(reading()))
        .then()
        .exception(UnknownEvent.class)
        .noEvents();
  }
}
