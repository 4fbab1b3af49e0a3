package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.attribution;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;
import static org.genomerecord.consent.provision.SampleConsents.careBetween;
import static org.genomerecord.consent.provision.SampleConsents.careBut;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.granted;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProxyEvent.Kind;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrantingForAPatientTest {
  private static final String GUARDIANS_ACCOUNT = "index-of-the-guardians-account";
  private static final ProxyAppointed APPOINTED =
      new ProxyAppointed(
          new ProxyId("proxy-1"), PATIENT, Kind.GUARDIAN, GUARDIANS_ACCOUNT, null, UNTIL, FROM);

  private final AxonTestFixture consents =
      AxonTestFixture.with(ConsentHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    consents.stop();
  }

  private static Attribution byTheGuardian(Instant at) {
    return attribution(new Actor("account-of-the-guardian", "patient", null), null, at);
  }

  private static GrantConsent grant(Provision provision, Instant at) {
    return new GrantConsent(PATIENT, CONSENT, provision, GUARDIANS_ACCOUNT, byTheGuardian(at));
  }

  @Test
  void aGuardianGrantsForAChildUnderTheGuardiansName() {
    consents
        .given()
        .events(enrolled(), APPOINTED)
        .when()
        .command(grant(CARE, DURING))
        .then()
        .success()
        .events(new ConsentGranted(CONSENT, PATIENT, CARE, DURING))
        .eventsSatisfy(events ->
            assertThat(events.getFirst().metadata())
                .containsEntry("actor", "account-of-the-guardian"));
  }

  @Test
  void aGrantThatWouldBindTheAdultIsRefused() {
    consents
        .given()
        .events(enrolled(), APPOINTED)
        .when()
        .command(grant(careBetween(FROM, UNTIL.plusSeconds(1)), DURING))
        .then()
        .exception(Refusal.class)
        .noEvents();
  }

  @Test
  void aDenialWithoutEndIsRefusedToo() {
    consents
        .given()
        .events(enrolled(), APPOINTED)
        .when()
        .command(grant(Rule.deny().provision(), DURING))
        .then()
        .exception(Refusal.class)
        .noEvents();
  }

  @Test
  void nobodyGrantsWhoDoesNotActForThePatient() {
    consents
        .given()
        .event(enrolled())
        .when()
        .command(grant(CARE, DURING))
        .then()
        .exception(Refusal.class, "you do not act for this patient any more")
        .noEvents();
  }

  @Test
  void nobodyGrantsWhoseAppointmentWasEnded() {
    consents
        .given()
        .events(enrolled(), APPOINTED, new ProxyEnded(APPOINTED.proxy(), PATIENT, DURING))
        .when()
        .command(grant(CARE, DURING))
        .then()
        .exception(Refusal.class, "you do not act for this patient any more")
        .noEvents();
  }

  @Test
  void aGuardianWithdraws() {
    consents
        .given()
        .events(enrolled(), APPOINTED, granted(CONSENT, CARE))
        .when()
        .command(new WithdrawConsent(PATIENT, CONSENT, GUARDIANS_ACCOUNT, byTheGuardian(DURING)))
        .then()
        .success()
        .events(new ConsentWithdrawn(CONSENT, PATIENT, DURING));
  }

  /// At the top, and as an exception to an exception.
  static Stream<Provision> denying() {
    return Stream.of(
        Rule.deny().forPurposes("FAMRQT").provision(),
        careBut(Rule.permit().but(Rule.deny().forPurposes("TREAT"))));
  }

  private static void refusedAsDenial(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.FORBIDDEN);
              assertThat(refusal.code()).isEqualTo("proxy-denial");
            });
  }

  @ParameterizedTest
  @MethodSource("denying")
  void aGuardianDoesNotWithdrawWhatDenies(Provision provision) {
    consents
        .given()
        .events(enrolled(), APPOINTED, granted(CONSENT, provision))
        .when()
        .command(new WithdrawConsent(PATIENT, CONSENT, GUARDIANS_ACCOUNT, byTheGuardian(DURING)))
        .then()
        .exceptionSatisfies(GrantingForAPatientTest::refusedAsDenial)
        .noEvents();
  }

  @ParameterizedTest
  @MethodSource("denying")
  void aGuardianDoesNotReplaceWhatDenies(Provision provision) {
    consents
        .given()
        .events(enrolled(), APPOINTED, granted(CONSENT, provision))
        .when()
        .command(
            new GrantConsent(
                PATIENT,
                new ConsentId("consent-2"),
                CARE,
                null,
                CONSENT,
                GUARDIANS_ACCOUNT,
                byTheGuardian(DURING)))
        .then()
        .exceptionSatisfies(GrantingForAPatientTest::refusedAsDenial)
        .noEvents();
  }

  private static void refusedAsUnknown(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.NOT_FOUND);
              assertThat(refusal.code()).isEqualTo("consent-unknown");
            });
  }

  /// In force, a denial, withdrawn, and never there.
  static Stream<List<PatientEvent>> unseen() {
    var denial = granted(CONSENT, Rule.deny().provision());
    return Stream.of(
        List.of(granted(CONSENT, CARE)),
        List.of(denial),
        List.of(denial, new ConsentWithdrawn(CONSENT, PATIENT, DURING)),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("unseen")
  void whatAGuardianDoesNotSeeIsNotThereToBeWithdrawn(List<PatientEvent> before) {
    consents
        .given()
        .events(enrolled(), APPOINTED)
        .events(before)
        .when()
        .command(
            new WithdrawConsent(
                PATIENT, CONSENT, GUARDIANS_ACCOUNT, Set.of(CONSENT), byTheGuardian(DURING)))
        .then()
        .exceptionSatisfies(GrantingForAPatientTest::refusedAsUnknown)
        .noEvents();
  }

  @ParameterizedTest
  @MethodSource("unseen")
  void whatAGuardianDoesNotSeeIsNotThereToBeReplaced(List<PatientEvent> before) {
    consents
        .given()
        .events(enrolled(), APPOINTED)
        .events(before)
        .when()
        .command(
            new GrantConsent(
                PATIENT,
                new ConsentId("consent-2"),
                CARE,
                null,
                CONSENT,
                GUARDIANS_ACCOUNT,
                Set.of(CONSENT),
                byTheGuardian(DURING)))
        .then()
        .exceptionSatisfies(GrantingForAPatientTest::refusedAsUnknown)
        .noEvents();
  }

  @ParameterizedTest
  @MethodSource("denying")
  void thePatientWithdrawsWhatDenies(Provision provision) {
    consents
        .given()
        .events(enrolled(), APPOINTED, granted(CONSENT, provision))
        .when()
        .command(new WithdrawConsent(PATIENT, CONSENT, byThePatient(DURING)))
        .then()
        .success()
        .events(new ConsentWithdrawn(CONSENT, PATIENT, DURING));
  }
}
