package org.genomerecord.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.consent.key.ConsentSchema;
import org.genomerecord.consent.key.SampleKeys;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of another service's log and of the vault, from before an erasure, is restored from
/// files into an empty database and an empty folder; the keys are those of today.
class RestoringAnOldBackupIT {
  private static final Pseudonym ERASED = new Pseudonym("PATIENT0000000000000000001");
  private static final Pseudonym CONTROL = new Pseudonym("PATIENT0000000000000000002");
  private static final String SCHEMA = EventTypes.schemaOf(SubmissionReceived.class);
  private static final Instant WHEN = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> TABLES = List.of("log_head", "event", "event_id", "event_tag");

  private final TestLog consent = TestLog.create();
  private final TestLog data = TestLog.create();
  private final TestLog restored = TestLog.create();
  private final AppendSequencer consentAppends = consent.sequencer();
  private final AppendSequencer dataAppends = data.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(consentAppends, consent.reader()),
          axon -> ErasureHandler.register(ConsentHandler.register(axon)));
  private final Map<Pseudonym, SubmissionReceived> found = new HashMap<>();

  @TempDir Path folder;

  @BeforeEach
  void anErasureBetweenBackupAndRestore() throws IOException {
    ConsentSchema.addTo(consent);
    var vault = folder.resolve("vault");
    for (var patient : List.of(ERASED, CONTROL)) {
      submit(patient, keys().create(patient), new Vault(vault));
    }
    var names = backUp();
    copy(vault, folder.resolve("vault-backup"));

    erase();

    names.forEach(this::restore);
    copy(folder.resolve("vault-backup"), folder.resolve("vault-restored"));
    var types = EventTypes.of(AccessionEvent.class);
    for (var stored : restored.events()) {
      var received =
          (SubmissionReceived)
              types.read(
                  stored.envelope().type(),
                  stored.envelope().version(),
                  stored.envelope().payload());
      found.put(received.patient(), received);
    }
  }

  @AfterEach
  void close() {
    commands.close();
    consent.close();
    data.close();
    restored.close();
  }

  private SubjectKeys keys() {
    return SampleKeys.inFolder(consent, folder.resolve("keys"));
  }

  private static Attribution by(String role) {
    return new Attribution(new Actor("x", role, null), null, Caller.now(), "r", null, null);
  }

  private void submit(Pseudonym patient, SubjectKey key, Vault vault) throws IOException {
    TestLog.answer(
        consentAppends.append(
            Append.fact(
                new PatientEnrolled(patient, "i", null, 1, new Sealed(new UUID(0, 1), 1, "c2Vh")),
                by("clinician"),
                List.of("patient:" + patient, "consents-of:" + patient))));
    try (var draft = vault.draft(key, "call-set|" + patient)) {
      draft.bytes().write(text(patient));
      var received =
          new SubmissionReceived(
              new AccessionId("of-" + patient),
              "north-lab",
              patient,
              "digest",
              draft.keep(),
              new DecisionId("d"),
              key.seal(UUID.randomUUID(), SCHEMA, text(patient)),
              WHEN,
              null);
      TestLog.answer(
          dataAppends.append(Append.fact(received, by("lab"), List.of("patient:" + patient))));
    }
  }

  private static byte[] text(Pseudonym patient) {
    return ("N-1 of " + patient).getBytes(StandardCharsets.UTF_8);
  }

  /// @return the file of each table
  private Map<String, String> backUp() {
    var names = new HashMap<String, String>();
    var place = data.rows("SHOW data_directory").getFirst().getString(0);
    for (var table : TABLES) {
      var file = place + "/backup-" + table + "-" + UUID.randomUUID();
      data.rows("COPY (SELECT * FROM " + table + ") TO '" + file + "'");
      names.put(table, file);
    }
    return names;
  }

  private void restore(String table, String file) {
    if (table.equals("log_head")) {
      restored.rows("DELETE FROM log_head");
    }
    restored.rows("COPY " + table + " FROM '" + file + "'");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  private void erase() {
    var certified = new ErasureSteps(consent, commands, keys()).complete(ERASED);
    assertThat(certified).containsExactly(1);
  }

  private SubmissionReceived of(Pseudonym patient) {
    return Objects.requireNonNull(found.get(patient), "restored");
  }

  @Test
  void theCiphertextsAreBackAndWhoeverIsNotErasedIsReadAsBefore() throws IOException {
    var control = of(CONTROL);
    var key = keys().unwrap(CONTROL, control.sealed().generation());

    assertThat(of(ERASED).sealed().bytes()).isNotEmpty();
    assertThat(key.open(control.sealed(), SCHEMA)).isEqualTo(text(CONTROL));
    try (var file = new Vault(folder.resolve("vault-restored")).open(key, control.file())) {
      assertThat(file.readAllBytes()).isEqualTo(text(CONTROL));
    }
  }

  @Test
  void ofTheErasedThereIsNoKey() {
    assertThatThrownBy(() -> keys().unwrap(ERASED, of(ERASED).sealed().generation()))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("no-subject-key"));
  }

  @Test
  void noneOfTheKeysThatThereAreOpensAnythingOfTheErased() throws IOException {
    var erased = of(ERASED);
    var vault = new Vault(folder.resolve("vault-restored"));
    var rows = consent.rows("SELECT patient, generation FROM subject_key");
    assertThat(rows).isNotEmpty();

    for (var row : rows) {
      var owner = new Pseudonym(row.getString("patient"));
      var bytes = keys().unwrap(owner, row.getInteger("generation")).serialize();
      for (var claimed : List.of(owner, ERASED)) {
        var key = SubjectKey.parse(claimed, erased.sealed().generation(), bytes);
        assertThatThrownBy(() -> key.open(erased.sealed(), SCHEMA)).isInstanceOf(Unsealable.class);
        try (var file = vault.open(key, erased.file())) {
          assertThatThrownBy(file::readAllBytes).isInstanceOf(IOException.class);
        }
      }
    }
  }
}
