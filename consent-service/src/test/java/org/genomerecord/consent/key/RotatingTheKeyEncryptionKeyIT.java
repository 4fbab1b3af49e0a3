package org.genomerecord.consent.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.genomerecord.consent.key.KeyRotation.Rotation;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real store, with keys in a folder and in the stand-in of a keeper.
class RotatingTheKeyEncryptionKeyIT {
  private static final Attribution BY_OSCAR =
      new Attribution(
          new Actor("oscar", "operator", null),
          null,
          Instant.parse("2026-06-01T12:00:00Z"),
          "request-1",
          null,
          null);

  private static final long LOOK_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 20_000;

  /// More than two pages.
  private static final List<Pseudonym> PATIENTS =
      IntStream.range(0, 230).mapToObj(number -> new Pseudonym("P" + number)).toList();

  private final TestLog database = TestLog.create();
  private final AppendSequencer sequencer = database.sequencer();
  private final VaultStandIn vault = new VaultStandIn();
  @TempDir Path folder;

  @BeforeEach
  void addTheSchemaOfTheService() {
    ConsentSchema.addTo(database);
  }

  @AfterEach
  void stop() {
    vault.close();
    database.close();
  }

  private SubjectKeys inAFolder() {
    return started(SampleSettings.file());
  }

  private SubjectKeys inVault() {
    try {
      var token = Files.writeString(folder.resolve("token"), VaultStandIn.TOKEN);
      return started(SampleSettings.vault(vault.address(), token));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SubjectKeys started(KekSettings settings) {
    return SampleKeys.started(database, settings, folder.resolve("keys"));
  }

  private KeyRotation rotation(SubjectKeys keys) {
    return new KeyRotation(database.pool(), keys, sequencer);
  }

  private static Rotation ended(KeyRotation rotation) {
    new Signal()
        .awaitUntil(
            () -> Objects.requireNonNull(rotation.latest()).endedAt() != null,
            LOOK_MILLIS,
            PATIENCE_MILLIS);
    return Objects.requireNonNull(rotation.latest());
  }

  private List<String> versions() {
    return database.rows("SELECT DISTINCT key_version FROM subject_key ORDER BY 1").stream()
        .map(row -> row.getString("key_version"))
        .toList();
  }

  private List<String> wrapped() {
    return database
        .rows("SELECT encode(wrapped, 'hex') AS wrapped FROM subject_key ORDER BY patient")
        .stream()
        .map(row -> row.getString("wrapped"))
        .toList();
  }

  private List<String> recorded() {
    return database.events().stream().map(event -> event.envelope().type()).toList();
  }

  @Test
  void everyRowIsWrappedAnewAndEveryKeyIsTheSame() {
    var keys = inAFolder();
    var serialized = new HashSet<List<Byte>>();
    PATIENTS.forEach(patient -> serialized.add(bytes(keys.create(patient).serialize())));
    var before = versions();
    var wrappedBefore = wrapped();

    var rotation = rotation(keys);
    rotation.begin(BY_OSCAR);
    var ended = ended(rotation);

    assertThat(versions()).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(wrapped()).hasSize(PATIENTS.size()).doesNotContainAnyElementsOf(wrappedBefore);
    assertThat(ended.done()).isEqualTo(PATIENTS.size());
    assertThat(ended.unopened()).isZero();
    var after = new HashSet<List<Byte>>();
    var restarted = inAFolder();
    PATIENTS.forEach(patient -> after.add(bytes(restarted.unwrap(patient, 1).serialize())));
    assertThat(after).isEqualTo(serialized);
  }

  private static List<Byte> bytes(byte[] serialized) {
    return IntStream.range(0, serialized.length).mapToObj(i -> serialized[i]).toList();
  }

  @Test
  void whoBeganItAndWhatCameOfItIsOnRecord() {
    var keys = inAFolder();
    keys.create(PATIENTS.getFirst());

    var rotation = rotation(keys);
    rotation.begin(BY_OSCAR);
    ended(rotation);

    assertThat(recorded())
        .containsExactly("consent.KeyRotationBegun", "consent.KeyEncryptionKeyRotated");
    assertThat(database.events().getFirst().envelope().attribution().actor().id())
        .isEqualTo("oscar");
    assertThat(database.events().getLast().envelope().attribution().correlation())
        .isEqualTo("request-1");
  }

  @Test
  void aRotationThatWasCutShortGoesOnAtTheNextStart() {
    var keys = inVault();
    PATIENTS.forEach(keys::create);
    vault.addVersion();
    var first = new KeyRewrapping(database.pool(), keys);
    first.pass().next();
    Awaiting.result(
        database
            .pool()
            .query(
                "INSERT INTO key_rotation (correlation, begun_at, key_version, total, done)"
                    + " VALUES ('request-1', now(), 'vault:2', 230, 100)")
            .execute());
    assertThat(versions()).containsExactly("vault:1", "vault:2");

    var rotation = rotation(keys);
    rotation.start(new StartupEvent());
    ended(rotation);

    assertThat(versions()).containsExactly("vault:2");
    assertThat(recorded()).containsExactly("consent.KeyEncryptionKeyRotated");
  }

  @Test
  void aKeeperThatIsAwayIsWaitedForAndNothingIsServedMeanwhile() {
    var keys = inVault();
    var created = keys.create(PATIENTS.getFirst());
    vault.addVersion();
    var rotation = rotation(keys);
    rotation.begin(BY_OSCAR);
    ended(rotation);
    vault.addVersion();
    Awaiting.result(
        database
            .pool()
            .query("INSERT INTO key_rotation (correlation, begun_at) VALUES ('r', now())")
            .execute());

    vault.fails(503, Map.of("errors", List.of("Vault is sealed")));
    var again = rotation(keys);
    again.start(new StartupEvent());
    int asked = vault.requests().size();
    new Signal().awaitUntil(() -> vault.requests().size() > asked, LOOK_MILLIS, PATIENCE_MILLIS);
    assertThat(Objects.requireNonNull(again.latest()).endedAt()).isNull();
    vault.recovers();

    ended(again);
    assertThat(versions()).containsExactly("vault:3");
    assertThat(keys.unwrap(PATIENTS.getFirst(), 1).serialize()).isEqualTo(created.serialize());
    again.stop(new ShutdownEvent());
  }

  @Test
  void theIndexKeyInTheDatabaseIsWrappedAnewAndFindsTheSame() {
    var identifier = new PatientIdentifier("urn:oid:2.999.1", "MRN-1");
    var keys = inVault();
    var index = keys.index(identifier);
    vault.addVersion();

    var rotation = rotation(keys);
    rotation.begin(BY_OSCAR);
    ended(rotation);

    assertThat(database.rows("SELECT key_version FROM own_key").getFirst().getString(0))
        .isEqualTo("vault:2");
    assertThat(inVault().index(identifier)).isEqualTo(index);
  }

  @Test
  void aKeyThatWasDestroyedMeanwhileStaysDestroyed() {
    var keys = inVault();
    PATIENTS.forEach(keys::create);
    vault.addVersion();
    var pass = new KeyRewrapping(database.pool(), keys).pass();
    pass.next();
    PATIENTS.forEach(keys::destroy);

    pass.next();

    assertThat(versions()).isEmpty();
  }

  @Test
  void aKeyThatDoesNotOpenIsCountedAndTheOthersGoOn() {
    var keys = inVault();
    keys.create(PATIENTS.get(0));
    keys.create(PATIENTS.get(1));
    Awaiting.result(
        database
            .pool()
            .query("UPDATE subject_key SET wrapped = 'vault:v1:AAAA' WHERE patient = 'P0'")
            .execute());
    vault.addVersion();

    var rotation = rotation(keys);
    rotation.begin(BY_OSCAR);
    var ended = ended(rotation);

    assertThat(ended.done()).isEqualTo(1);
    assertThat(ended.unopened()).isEqualTo(1);
    assertThat(versions()).containsExactly("vault:1", "vault:2");
  }
}
