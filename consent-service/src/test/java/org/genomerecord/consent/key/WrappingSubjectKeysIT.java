package org.genomerecord.consent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.QuarantineKeys;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrappingSubjectKeysIT {
  private static final Pseudonym FIRST = new Pseudonym("FIRST");
  private static final Pseudonym SECOND = new Pseudonym("SECOND");
  private static final QuarantineNames NAMES =
      new QuarantineNames(
          List.of(
              new PatientIdentifier("urn:oid:2.999.1", "4711"),
              new PatientIdentifier("urn:oid:2.999.2", "P-1")),
          true);

  private final TestLog database = TestLog.create();
  @TempDir Path folder;

  @BeforeEach
  void addTheSchemaOfTheService() {
    ConsentSchema.addTo(database);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private SubjectKeys started() {
    return SampleKeys.inFolder(database, folder.resolve("keys"));
  }

  private byte[] wrapped(Pseudonym patient) {
    return Awaiting.result(
            database
                .pool()
                .preparedQuery("SELECT wrapped FROM subject_key WHERE patient = $1")
                .execute(Tuple.of(patient.value())))
        .iterator()
        .next()
        .getBuffer("wrapped")
        .getBytes();
  }

  private void replace(Pseudonym patient, byte[] wrapped) {
    Awaiting.result(
        database
            .pool()
            .preparedQuery("UPDATE subject_key SET wrapped = $2 WHERE patient = $1")
            .execute(Tuple.of(patient.value(), Buffer.buffer(wrapped))));
  }

  @Test
  void whatIsUnwrappedIsWhatWasCreated() {
    var keys = started();
    var created = keys.create(FIRST);

    var unwrapped = keys.unwrap(FIRST, 1);

    assertThat(unwrapped.serialize()).isEqualTo(created.serialize());
    assertThat(unwrapped.patient()).isEqualTo(FIRST);
    assertThat(unwrapped.generation()).isEqualTo(1);
  }

  @Test
  void afterARestartItStillOpensWhatWasSealed() {
    var event = new UUID(0, 1);
    var sealed =
        started().create(FIRST).seal(event, "schema", "text".getBytes(StandardCharsets.UTF_8));

    var opened = started().unwrap(FIRST, 1).open(sealed, "schema");

    assertThat(opened).asString(StandardCharsets.UTF_8).isEqualTo("text");
  }

  /// The patient who was refused for is known where there is only no consent.
  @Test
  void theKeyOfAQuarantinedFileGoesWithItsPatientsAndNoOther() {
    var keys = started();
    keys.create(FIRST);
    var known = new DecisionId("refusal-1");
    var unknown = new DecisionId("refusal-2");

    assertThat(keys.createForQuarantine(known, FIRST, NAMES)).isTrue();
    assertThat(keys.createForQuarantine(known, FIRST, NAMES)).isFalse();
    assertThat(keys.createForQuarantine(unknown, null, NAMES)).isTrue();
    keys.destroy(FIRST);

    assertThat(keys.existsForQuarantine(known)).isFalse();
    assertThat(keys.existsForQuarantine(unknown)).isTrue();
    keys.destroyForQuarantine(unknown);
    assertThat(keys.existsForQuarantine(unknown)).isFalse();
  }

  /// The refusal may be a minute old.
  @Test
  void ofAnErasedPatientNoKeyIsMadeForAFileThatWasJustRefused() {
    var keys = started();
    keys.create(FIRST);
    keys.destroy(FIRST);
    var refusal = new DecisionId("refusal-1");

    assertThat(keys.createForQuarantine(refusal, FIRST, NAMES)).isFalse();
    assertThat(keys.existsForQuarantine(refusal)).isFalse();
  }

  private static void run(SqlConnection connection, String sql) {
    Awaiting.result(connection.query(sql).execute());
  }

  private int blocked() {
    return database
        .rows(
            "SELECT FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
        .size();
  }

  private void untilBlocked(int count, CompletableFuture<?> orDone) {
    while (blocked() < count && !orDone.isDone()) {
      Thread.onSpinWait();
    }
  }

  /// The making has seen that the patient has a key and hangs in the middle, on a row of its own
  /// name. The erasure waits for it, and looks for what it made then.
  @Test
  void oneThatIsMadeWhileItsPatientIsErasedGoesToo() {
    var keys = started();
    keys.create(FIRST);
    var refusal = new DecisionId("refusal-1");
    var inTheWay = Awaiting.result(database.pool().getConnection());
    run(inTheWay, "BEGIN");
    run(
        inTheWay,
        "INSERT INTO subject_key (patient, generation, wrapped, key_version)"
            + " SELECT '%s', 1, wrapped, key_version FROM subject_key WHERE patient = 'FIRST'"
                .formatted(QuarantineKeys.holder(refusal)));

    var making =
        CompletableFuture.supplyAsync(() -> keys.createForQuarantine(refusal, FIRST, NAMES));
    untilBlocked(1, making);
    var erasing = CompletableFuture.runAsync(() -> keys.destroy(FIRST));
    untilBlocked(2, erasing);
    run(inTheWay, "ROLLBACK");

    assertThat(TestLog.answer(making)).isTrue();
    TestLog.answer(erasing);
    assertThat(keys.existsForQuarantine(refusal)).isFalse();
    assertThat(keys.areThere(FIRST)).isFalse();
    Awaiting.result(inTheWay.close());
  }

  /// Keyed digests, as of the patients that are known.
  @Test
  void whomALaboratoryNamedIsKeptWithTheKeyAndNotInTheClear() {
    var keys = started();
    var refusal = new DecisionId("refusal-1");

    keys.createForQuarantine(refusal, null, NAMES);

    var named = keys.namedForQuarantine(refusal).orElseThrow();
    assertThat(named.inFile()).isTrue();
    assertThat(named.indexes())
        .containsExactlyInAnyOrderElementsOf(NAMES.patients().stream().map(keys::index).toList());
    assertThat(database.rows("SELECT quarantined_as::text AS named FROM subject_key").getFirst())
        .satisfies(row -> assertThat(row.getString("named")).doesNotContain("4711", "2.999"));
    keys.destroyForQuarantine(refusal);
    assertThat(keys.namedForQuarantine(refusal)).isEmpty();
  }

  /// The decision after its release compares, as before.
  @Test
  void ofAFileThatWaitsSinceBeforeThatWasKeptNobodyIsNamed() {
    var keys = started();
    var refusal = new DecisionId("refusal-1");
    keys.createForQuarantine(refusal, null, NAMES);
    database.rows("UPDATE subject_key SET quarantined_as = NULL, named_in_file = NULL");

    assertThat(keys.existsForQuarantine(refusal)).isTrue();
    assertThat(keys.namedForQuarantine(refusal)).isEmpty();
  }

  @Test
  void everyPatientHasAnotherKey() {
    var keys = started();

    assertThat(keys.create(FIRST).serialize()).isNotEqualTo(keys.create(SECOND).serialize());
  }

  @Test
  void inTheDatabaseTheKeyIsWrapped() {
    var created = started().create(FIRST);

    var stored = new String(wrapped(FIRST), StandardCharsets.ISO_8859_1);
    var serialized = created.serialize();
    // The key itself: the last bytes of the keyset hold it, whatever comes before.
    for (int at = 0; at + 16 <= serialized.length; at++) {
      var part =
          new String(Arrays.copyOfRange(serialized, at, at + 16), StandardCharsets.ISO_8859_1);
      // What the keyset says of itself, such as the type of key, stands there in the clear.
      if (!part.chars().allMatch(c -> c < 127)) {
        assertThat(stored).doesNotContain(part);
      }
    }
  }

  @Test
  void theKeyOfAnotherPatientIsRefused() {
    var keys = started();
    keys.create(FIRST);
    keys.create(SECOND);
    replace(SECOND, wrapped(FIRST));

    assertThatThrownBy(() -> keys.unwrap(SECOND, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void anAlteredKeyIsRefused() {
    var keys = started();
    keys.create(FIRST);
    // Past the framing, well inside the ciphertext.
    var altered = wrapped(FIRST);
    altered[20] ^= 1;
    replace(FIRST, altered);

    assertThatThrownBy(() -> keys.unwrap(FIRST, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfAnotherGenerationIsNotGivenOut() {
    var keys = started();
    keys.create(FIRST);

    assertThatThrownBy(() -> keys.unwrap(FIRST, 2)).isInstanceOf(Refusal.class);
  }

  @Test
  void aPatientHasOneKeyPerGeneration() {
    var keys = started();
    var created = keys.create(FIRST);

    assertThatThrownBy(() -> keys.create(FIRST)).isInstanceOf(RuntimeException.class);

    assertThat(keys.unwrap(FIRST, 1).serialize()).isEqualTo(created.serialize());
  }

  @Test
  void aDestroyedKeyIsGoneAndTheOthersStay() {
    var keys = started();
    keys.create(FIRST);
    var second = keys.create(SECOND);

    keys.destroy(FIRST);

    assertThatThrownBy(() -> keys.unwrap(FIRST, 1))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(keys.generations(FIRST)).isEmpty();
    assertThat(keys.generations(SECOND)).containsExactly(1);
    assertThat(keys.unwrap(SECOND, 1).serialize()).isEqualTo(second.serialize());
  }

  @Test
  void withKeysInTheDatabaseAndNoKeyFolderTheServiceDoesNotStart() throws IOException {
    started().create(FIRST);
    try (var files = Files.list(folder.resolve("keys"))) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }

    assertThatThrownBy(this::started)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("restore the key folder");
    assertThat(folder.resolve("keys")).isEmptyDirectory();
  }

  @Test
  void withHalfOfTheKeyFolderTheServiceDoesNotStartEither() throws IOException {
    started().create(FIRST);
    Files.delete(folder.resolve("keys").resolve("index-key.json"));

    assertThatThrownBy(this::started).isInstanceOf(IllegalStateException.class);
    assertThat(folder.resolve("keys").resolve("index-key.json")).doesNotExist();
  }

  @Test
  void underTheKeyFolderOfAnotherServiceNothingOpens() throws IOException {
    started().create(FIRST);
    for (var name : new String[] {"key-encryption-key.json", "index-key.json"}) {
      Files.delete(folder.resolve("keys").resolve(name));
    }
    new KeyFolder(folder.resolve("keys")).create();
    var keys = started();

    assertThatThrownBy(() -> keys.unwrap(FIRST, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfARowFromBeforeVersionsWereKeptOpens() throws GeneralSecurityException {
    var keys = started();
    var created = keys.create(FIRST);
    var aead =
        new KeyFolder(folder.resolve("keys"))
            .keyEncryptionKeyset()
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    var earlier =
        TinkProtoKeysetFormat.serializeEncryptedKeyset(
            created.keyset(), aead, "subject-key|FIRST|1".getBytes(StandardCharsets.UTF_8));
    replace(FIRST, earlier);
    Awaiting.result(database.pool().query("UPDATE subject_key SET key_version = 'file'").execute());

    assertThat(started().unwrap(FIRST, 1).serialize()).isEqualTo(created.serialize());
  }

  @Test
  void withKeysOfAnotherKindOfKeeperTheServiceDoesNotStart() {
    started().create(FIRST);
    Awaiting.result(
        database.pool().query("UPDATE subject_key SET key_version = 'vault:1'").execute());

    assertThatThrownBy(this::started)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vault:1");
  }

  @Test
  void theIndexOfARecordNumberIsStableAndSaysNothing() {
    var identifier = new PatientIdentifier("urn:oid:2.999.1", "MRN-1");
    var index = started().index(identifier);

    assertThat(started().index(identifier)).isEqualTo(index).matches("[0-9a-f]{64}");
    assertThat(started().index(new PatientIdentifier("urn:oid:2.999.1", "MRN-2")))
        .isNotEqualTo(index);
  }

  @Test
  void issuerAndRecordNumberAreKeptApart() {
    var keys = started();

    assertThat(keys.index(new PatientIdentifier("a1", "2|c")))
        .isNotEqualTo(keys.index(new PatientIdentifier("a", "12|c")));
    assertThat(keys.accountIndex("account"))
        .isNotEqualTo(keys.index(new PatientIdentifier("account", "account")));
  }
}
