package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.granted;
import static org.genomerecord.consent.provision.SampleConsents.withdrawn;

import java.time.Instant;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WithdrawingAConsentTest {
  private final AxonTestFixture consents =
      AxonTestFixture.with(ConsentHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    consents.stop();
  }

  private static WithdrawConsent withdrawAt(Instant at) {
    return new WithdrawConsent(PATIENT, CONSENT, byThePatient(at));
  }

  @Test
  void itIsRecorded() {
    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE))
        .when()
        .command(withdrawAt(DURING))
        .then()
        .success()
        .events(new ConsentWithdrawn(CONSENT, PATIENT, DURING));
  }

  @Test
  void withdrawingTwiceIsWithdrawingOnce() {
    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE), withdrawn(CONSENT, DURING))
        .when()
        .command(withdrawAt(DURING.plusSeconds(60)))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aConsentWhosePeriodIsOverCanStillBeWithdrawn() {
    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE))
        .when()
        .command(withdrawAt(UNTIL.plusSeconds(60)))
        .then()
        .success()
        .events(new ConsentWithdrawn(CONSENT, PATIENT, UNTIL.plusSeconds(60)));
  }

  @Test
  void theOtherConsentsStay() {
    var other = new ConsentId("consent-2");
    var state =
        PatientConsents.initial()
            .evolve(enrolled())
            .evolve(granted(CONSENT, CARE))
            .evolve(granted(other, CARE))
            .evolve(withdrawn(CONSENT, DURING));

    assertThat(state)
        .isInstanceOfSatisfying(
            PatientConsents.Enrolled.class,
            patient -> {
              assertThat(patient.inForce()).containsOnlyKeys(other);
              assertThat(patient.withdrawn()).containsExactly(CONSENT);
            });
  }

  @Test
  void aConsentThatWasNeverGrantedIsUnknown() {
    consents
        .given()
        .events(enrolled(), granted(new ConsentId("consent-2"), CARE))
        .when()
        .command(withdrawAt(DURING))
        .then()
        .exceptionSatisfies(thrown -> refusedAs(thrown, "consent-unknown"))
        .noEvents();
  }

  @Test
  void nobodyButAnEnrolledPatientWithdraws() {
    consents
        .given()
        .noPriorActivity()
        .when()
        .command(withdrawAt(DURING))
        .then()
        .exceptionSatisfies(thrown -> refusedAs(thrown, "patient-unknown"))
        .noEvents();
  }

  @Test
  void anEventOfANewerReleaseStopsTheWithdrawal() {
    consents
        .given()
        .events(enrolled(), granted(CONSENT, CARE), new ConsentSuspended(PATIENT))
        .when()
        .command(withdrawAt(DURING))
        .then()
        .exception(UnknownEvent.class)
        .noEvents();
  }

  @Test
  void aLogThatContradictsItselfIsNotRead() {
    var initial = PatientConsents.initial();
    var patient = initial.evolve(enrolled());

    assertThatThrownBy(() -> initial.evolve(withdrawn(CONSENT, DURING)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> patient.evolve(enrolled())).isInstanceOf(IllegalStateException.class);
  }

  private static void refusedAs(Throwable thrown, String code) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.NOT_FOUND);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }
}
