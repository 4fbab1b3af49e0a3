package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;
import static org.genomerecord.consent.provision.SampleConsents.careBetween;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.granted;
import static org.genomerecord.consent.provision.SampleConsents.withdrawn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrantingAConsentTest {
  private final AxonTestFixture consents =
      AxonTestFixture.with(ConsentHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    consents.stop();
  }

  private static GrantConsent grantAt(Instant at) {
    return new GrantConsent(PATIENT, CONSENT, CARE, byThePatient(at));
  }

  @Test
  void itIsRecordedAsGrantedByThePatient() {
    consents
        .given()
        .event(enrolled())
        .when()
        .command(grantAt(DURING))
        .then()
        .success()
        .events(new ConsentGranted(CONSENT, PATIENT, CARE, DURING))
        .eventsSatisfy(events ->
            assertThat(
                    Attribution.fromMetadata(
                        events.getFirst().metadata(), events.getFirst().timestamp()))
                .isEqualTo(byThePatient(DURING)));
  }

  private static List<Object> thirtyTwoGranted(Provision last) {
    var events = new ArrayList<Object>(List.of(enrolled()));
    for (int i = 1; i < PatientConsents.IN_FORCE_MAX; i++) {
      events.add(granted(new ConsentId("consent-of-" + i), CARE));
    }
    events.add(granted(new ConsentId("consent-of-last"), last));
    return events;
  }

  @Test
  void oneMoreThanThirtyTwoInForceIsRefused() {
    consents
        .given()
        .events(thirtyTwoGranted(CARE))
        .when()
        .command(grantAt(DURING))
        .then()
        .exception(Refusal.class, "a patient has at most 32 consents in force: withdraw one first")
        .noEvents();
  }

  @Test
  void oneThatIsOverTakesNoPlace() {
    consents
        .given()
        .events(thirtyTwoGranted(careBetween(FROM, DURING)))
        .when()
        .command(grantAt(DURING))
        .then()
        .success()
        .events(new ConsentGranted(CONSENT, PATIENT, CARE, DURING));
  }

  @Test
  void aSecondConsentStandsBesideTheFirst() {
    var second = new ConsentId("consent-2");

    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE))
        .when()
        .command(new GrantConsent(PATIENT, second, CARE, byThePatient(DURING)))
        .then()
        .success()
        .events(new ConsentGranted(second, PATIENT, CARE, DURING));
  }

  @Test
  void theSameCommandAgainRecordsNothingMore() {
    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE))
        .when()
        .command(grantAt(DURING))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aConsentForTheFutureMayBeGranted() {
    var nextYear = careBetween(UNTIL, UNTIL.plusSeconds(3600));

    consents
        .given()
        .event(enrolled())
        .when()
        .command(new GrantConsent(PATIENT, CONSENT, nextYear, byThePatient(DURING)))
        .then()
        .success()
        .events(new ConsentGranted(CONSENT, PATIENT, nextYear, DURING));
  }

  @Test
  void oneThatIsOverBeforeItBeginsIsRefused() {
    consents
        .given()
        .event(enrolled())
        .when()
        .command(grantAt(UNTIL))
        .then()
        .exceptionSatisfies(thrown -> refusedAs(thrown, Category.INCORRECT, "period-over"))
        .noEvents();
  }

  @Test
  void oneThatIsOverInTheNextInstantIsNotOverYet() {
    consents
        .given()
        .event(enrolled())
        .when()
        .command(grantAt(UNTIL.minusNanos(1000)))
        .then()
        .success()
        .events(new ConsentGranted(CONSENT, PATIENT, CARE, UNTIL.minusNanos(1000)));
  }

  @Test
  void nobodyButAnEnrolledPatientConsents() {
    consents
        .given()
        .noPriorActivity()
        .when()
        .command(grantAt(FROM))
        .then()
        .exceptionSatisfies(thrown -> refusedAs(thrown, Category.NOT_FOUND, "patient-unknown"))
        .noEvents();
  }

  @Test
  void anEventOfANewerReleaseStopsTheGrant() {
    consents
        .given()
        .events(enrolled(), new ConsentSuspended(PATIENT))
        .when()
        .command(grantAt(DURING))
        .then()
        .exception(UnknownEvent.class)
        .noEvents();
  }

  @Test
  void aWithdrawnConsentIsNotBroughtBackByAnEarlierConsentsGrant() {
    var second = new ConsentId("consent-2");
    var state =
        PatientConsents.initial()
            .evolve(enrolled())
            .evolve(granted(CONSENT, CARE))
            .evolve(withdrawn(CONSENT, DURING))
            .evolve(granted(second, CARE));

    assertThat(state)
        .isInstanceOfSatisfying(
            PatientConsents.Enrolled.class,
            patient -> {
              assertThat(patient.inForce()).containsOnlyKeys(second);
              assertThat(patient.withdrawn()).containsExactly(CONSENT);
            });
  }

  private static GrantConsent inPlaceOf(ConsentId replaced) {
    return new GrantConsent(
        PATIENT, new ConsentId("consent-2"), CARE, null, replaced, null, byThePatient(DURING));
  }

  @Test
  void oneInPlaceOfAnotherWithdrawsThatInTheSameAppend() {
    consents
        .given()
        .events(thirtyTwoGranted(CARE))
        .when()
        .command(inPlaceOf(new ConsentId("consent-of-7")))
        .then()
        .success()
        .events(
            withdrawn(new ConsentId("consent-of-7"), DURING),
            new ConsentGranted(
                new ConsentId("consent-2"),
                PATIENT,
                CARE,
                null,
                new ConsentId("consent-of-7"),
                DURING));
  }

  @Test
  void whatWasWithdrawnIsNotReplaced() {
    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE), withdrawn(CONSENT, DURING))
        .when()
        .command(inPlaceOf(CONSENT))
        .then()
        .exceptionSatisfies(thrown -> refusedAs(thrown, Category.CONFLICT, "consent-not-in-force"))
        .noEvents();
  }

  @Test
  void whatIsNotThereIsNotReplaced() {
    consents
        .given()
        .event(enrolled())
        .when()
        .command(inPlaceOf(CONSENT))
        .then()
        .exceptionSatisfies(thrown -> refusedAs(thrown, Category.NOT_FOUND, "consent-unknown"))
        .noEvents();
  }

  private static void refusedAs(Throwable thrown, Category category, String code) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(category);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }
}
