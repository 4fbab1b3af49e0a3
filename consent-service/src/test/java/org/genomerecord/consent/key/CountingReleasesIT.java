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
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.SampleEvents;
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
  private static final Instant WHEN = Instant.parse("2026-06-01T12:00:00Z");
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

  private void record(Object event, DecisionId decision) {
    TestLog.answer(
        sequencer.append(
            Append.fact(
                event,
                new Attribution(
                    new Actor("dr-grey", "clinician", null), "TREAT", WHEN, "r", null, null),
                List.of("decision:" + decision))));
  }

  private void permit(DecisionId decision) {
    record(sample(DisclosurePermitted.class), decision);
  }

  /// What is compared is the tag with the decision.
  private static Object sample(Class<?> event) {
    return SampleEvents.all().stream().filter(event::isInstance).findFirst().orElseThrow();
  }

  private List<String> compared() {
    releases.write();
    return releases.compare(Instant.now().plusSeconds(60));
  }

  @Test
  void releasesWithAPermitMatch() {
    permit(PERMIT);
    permit(OTHER);
    releases.count(PERMIT);
    releases.count(OTHER);

    assertThat(compared()).isEmpty();
    assertThat(database.rows("SELECT 1 FROM key_release")).isEmpty();
  }

  @Test
  void aReleaseWithoutAPermitIsToldAndKept() {
    permit(PERMIT);
    releases.count(PERMIT);
    releases.count(OTHER);

    assertThat(compared()).containsExactly(OTHER.value());
    assertThat(database.rows("SELECT reason FROM key_release_unmatched").getFirst().getString(0))
        .isEqualTo("no-permit");
  }

  @Test
  void aReleaseAfterARefusalIsNoMatch() {
    record(sample(DisclosureRefused.class), PERMIT);
    releases.count(PERMIT);

    assertThat(compared()).containsExactly(PERMIT.value());
  }

  @Test
  void theAlarmIsRaisedWithoutAnybodyLooking() {
    var metrics = new SimpleMeterRegistry();
    var watched = new KeyReleases(database.pool(), metrics, Duration.ofMillis(100));
    watched.start(new StartupEvent());
    permit(PERMIT);
    watched.count(PERMIT);
    watched.count(OTHER);

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
    releases.count(PERMIT);
    releases.count(PERMIT);

    assertThat(compared()).containsExactly(PERMIT.value());
  }

  @Test
  void whatWasWrittenBeforeACrashIsComparedAfterIt() {
    releases.count(OTHER);
    releases.write();
    releases = SampleKeys.releases(database);

    assertThat(compared()).containsExactly(OTHER.value());
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
    assertThat(compared()).containsExactly(PERMIT.value());
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
    assertThat(compared()).isEmpty();
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

    assertThat(compared()).isEmpty();
  }
}
