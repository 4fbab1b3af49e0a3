package org.genomerecord.consent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyMade;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.permit.QuarantineKeys;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.seal.KeyInTransit;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real store.
class CountingReleasesIT {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT");
  private static final DecisionId PERMIT = new DecisionId("permit-1");
  private static final DecisionId OTHER = new DecisionId("permit-2");

  private final TestLog database = TestLog.create();
  private final AppendSequencer sequencer = database.sequencer();
  private KeyReleases releases = SampleKeys.releases(database);
  @TempDir Path folder;

  @BeforeEach
  void addTheSchemaOfTheService() {
    ConsentSchema.addTo(database);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private void record(Object event, DecisionId decision, Instant at, String... tags) {
    TestLog.answer(
        sequencer.append(
            Append.fact(
                event,
                new Attribution(
                    new Actor("dr-grey", "clinician", null), "TREAT", at, "r", null, null),
                Stream.concat(Stream.of("decision:" + decision), Stream.of(tags)).toList())));
  }

  private void permit(DecisionId decision, Instant at) {
    record(sample(DisclosurePermitted.class), decision, at, "patient:" + PATIENT);
  }

  private void permit(DecisionId decision) {
    permit(decision, Caller.now());
  }

  /// What is compared are the tags and the time.
  private static Object sample(Class<?> event) {
    return SampleEvents.all().stream().filter(event::isInstance).findFirst().orElseThrow();
  }

  private void compare() {
    releases.write();
    assertThat(releases.compare(Instant.now().plusSeconds(60))).isTrue();
  }

  /// The decisions that stand for somebody to look into, with the reason.
  private List<String> told() {
    return database
        .rows("SELECT decision || ' ' || reason AS told FROM key_release_unmatched ORDER BY number")
        .stream()
        .map(row -> row.getString("told"))
        .toList();
  }

  private void compareAndFind(String... expected) {
    compare();
    assertThat(told()).containsExactly(expected);
  }

  @Test
  void releasesWithAPermitMatch() {
    permit(PERMIT);
    permit(OTHER);
    releases.count(PERMIT, PATIENT);
    releases.count(OTHER, PATIENT);

    compareAndFind();
    assertThat(database.rows("SELECT 1 FROM key_release")).isEmpty();
  }

  @Test
  void aReleaseWithoutAPermitIsToldAndKept() {
    permit(PERMIT);
    releases.count(PERMIT, PATIENT);
    releases.count(OTHER, PATIENT);

    compareAndFind("permit-2 no-permit");
  }

  @Test
  void aReleaseAfterARefusalIsNoMatch() {
    record(sample(DisclosureRefused.class), PERMIT, Caller.now(), "patient:" + PATIENT);
    releases.count(PERMIT, PATIENT);

    compareAndFind("permit-1 no-permit");
  }

  @Test
  void theAlarmIsRaisedWithoutAnybodyLooking() {
    var metrics = new SimpleMeterRegistry();
    var watched =
        new KeyReleases(database.pool(), metrics, Duration.ofMillis(100), Duration.ofHours(1));
    watched.start(new StartupEvent());
    permit(PERMIT);
    watched.count(PERMIT, PATIENT);
    watched.count(OTHER, PATIENT);

    new Signal()
        .awaitUntil(
            () -> metrics.get("consent.key.releases.unmatched").gauge().value() == 1, 20, 20_000);
    watched.stop(new ShutdownEvent());

    assertThat(metrics.get("consent.key.releases").counter().count()).isEqualTo(2);
    assertThat(metrics.get("consent.key.releases.compared.age").gauge().value()).isLessThan(20);
  }

  @Test
  void twoReleasesForOnePermitDoNotMatch() {
    permit(PERMIT);
    releases.count(PERMIT, PATIENT);
    releases.count(PERMIT, PATIENT);

    compareAndFind("permit-1 twice");
  }

  @Test
  void aSecondReleaseForOnePermitDoesNotMatchHoweverMuchLaterItIsCompared() {
    permit(PERMIT);
    releases.count(PERMIT, PATIENT);
    compareAndFind();
    releases.count(PERMIT, PATIENT);

    compareAndFind("permit-1 twice");
  }

  @Test
  void aReleaseLongAfterItsPermitDoesNotMatchSoThatNoneIsRememberedForEver() {
    permit(PERMIT, Caller.now().minus(Duration.ofHours(2)));
    releases.count(PERMIT, PATIENT);
    compareAndFind("permit-1 late");
    assertThat(database.rows("SELECT 1 FROM key_release_compared")).hasSize(1);

    assertThat(releases.compare(Instant.now().plus(Duration.ofHours(3)))).isTrue();

    assertThat(database.rows("SELECT 1 FROM key_release_compared")).isEmpty();
  }

  @Test
  void anotherPatientsKeyUnderARealPermitDoesNotMatch() {
    permit(PERMIT);
    releases.count(PERMIT, new Pseudonym("ANOTHER"));

    compareAndFind("permit-1 another-patient");
  }

  @Test
  void theKeyOfAQuarantinedFileMatchesItsMakingAndAPatientsDoesNot() {
    record(sample(QuarantineKeyMade.class), PERMIT, Caller.now());
    record(sample(QuarantineKeyMade.class), OTHER, Caller.now());
    releases.count(PERMIT, QuarantineKeys.holder(PERMIT));
    releases.count(OTHER, PATIENT);

    compareAndFind("permit-2 another-patient");
  }

  @Test
  void whatAnEarlierReleaseOfTheServiceLeftIsComparedByItsDecision() {
    permit(PERMIT);
    database.rows(
        "INSERT INTO key_release (released_at, decisions) VALUES (now(), '{permit-1,permit-2}')");

    compareAndFind("permit-2 no-permit");
  }

  @Test
  void whateverHasFallenBehindIsCaughtUpWithAndUntilThenTheAgeGrows() {
    database.rows(
        "INSERT INTO key_release (released_at, decisions, holders)"
            + " SELECT now() - interval '1 minute', ARRAY['d' || nth], ARRAY['PATIENT']"
            + " FROM generate_series(1, 450) AS nth");
    var start = releases.compared();
    var now = start.plusSeconds(60);

    releases.round(now);
    releases.round(now);
    assertThat(releases.compared()).isEqualTo(start);
    releases.round(now);

    assertThat(releases.compared()).isEqualTo(now);
    assertThat(database.rows("SELECT 1 FROM key_release")).isEmpty();
    assertThat(told()).hasSize(450);
  }

  @Test
  void whatWasWrittenBeforeACrashIsComparedAfterIt() {
    releases.count(OTHER, PATIENT);
    releases.write();
    releases = SampleKeys.releases(database);

    compareAndFind("permit-2 no-permit");
  }

  @Test
  void everyKeyThatLeavesIsCounted() {
    var keys =
        new SubjectKeys(
            database.pool(), SampleSettings.file(), releases, folder.resolve("keys").toString());
    keys.start(new StartupEvent());
    var created = keys.create(PATIENT);
    var request = KeyInTransit.generate();
    var recipient = KeyInTransit.Recipient.parse(request.publicKey());

    var sealed = keys.release(PERMIT, PATIENT, 1, recipient).getLast();

    assertThat(request.open(sealed, PERMIT, PATIENT, 1).serialize()).isEqualTo(created.serialize());
    compareAndFind("permit-1 no-permit");
  }

  @Test
  void aRenewedKeyLeavesWithItsEarlierGenerationsAndIsOneRelease() {
    var keys =
        new SubjectKeys(
            database.pool(), SampleSettings.file(), releases, folder.resolve("keys").toString());
    keys.start(new StartupEvent());
    var first = keys.create(PATIENT);
    keys.renew(PATIENT, 2);
    permit(PERMIT);
    var request = KeyInTransit.generate();

    var sealed =
        keys.release(PERMIT, PATIENT, 2, KeyInTransit.Recipient.parse(request.publicKey()));

    assertThat(sealed).hasSize(2);
    assertThat(request.open(sealed.getFirst(), PERMIT, PATIENT, 1).serialize())
        .isEqualTo(first.serialize());
    assertThat(request.open(sealed.getLast(), PERMIT, PATIENT, 2).serialize())
        .isNotEqualTo(first.serialize());
    compareAndFind();
  }

  @Test
  void aKeyThatIsNotThereIsNotCounted() {
    var keys =
        new SubjectKeys(
            database.pool(), SampleSettings.file(), releases, folder.resolve("keys").toString());
    keys.start(new StartupEvent());
    var recipient = KeyInTransit.Recipient.parse(KeyInTransit.generate().publicKey());

    assertThatThrownBy(() -> keys.release(PERMIT, PATIENT, 1, recipient))
        .isInstanceOf(Refusal.class);

    compareAndFind();
  }
}
