package org.genomerecord.ingestion.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.ingestion.accession.AccessionHandler;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;

/// A real log and a real vault, with submissions of two patients.
public final class StoredFiles implements AutoCloseable {
  public static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  static final Pseudonym ANOTHER = new Pseudonym("PATIENT0000000000000000002");
  public static final SubjectKey FIRST = SubjectKey.generate(PATIENT, 1);
  static final SubjectKey SECOND = SubjectKey.generate(PATIENT, 2).withEarlier(List.of(FIRST));
  public static final SubjectKey ANOTHERS = SubjectKey.generate(ANOTHER, 1);
  public static final Attribution SELF =
      new Attribution(
          new Actor("ingestion-service", "service", null),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00Z"),
          "r",
          null,
          null);

  public final TestLog log = TestLog.create();
  public final AppendSequencer sequencer = log.sequencer();
  public final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()), AccessionHandler::register);
  public final Vault vault;
  private final Path folder;

  public StoredFiles(Path folder) {
    this.folder = folder;
    this.vault = new Vault(folder);
  }

  /// One that migrations make beside the log, if it is not there.
  ///
  /// @param migration name of its file
  public void createTable(String migration) {
    try (var sql = KeptReports.class.getResourceAsStream("/db/ingestion/" + migration)) {
      var text =
          new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8)
              .replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
              .replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS");
      Awaiting.result(log.pool().query(text).execute());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PatientFiles files() {
    return new PatientFiles(log.reader());
  }

  public Purge purge() {
    return new Purge(files(), vault, sequencer);
  }

  /// Erased, and purged.
  public void erase(Pseudonym patient) {
    purge().purge(patient, SELF);
  }

  VaultFile keep(SubjectKey key, String text) {
    try (var draft = vault.draft(key, "call-set|" + text)) {
      draft.bytes().write(text.getBytes(StandardCharsets.UTF_8));
      return draft.keep();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SubmissionReceived receive(SubjectKey key, String accession) {
    return receive(key, accession, DataClass.PHARMACOGENOMIC);
  }

  public SubmissionReceived receive(SubjectKey key, String accession, DataClass collected) {
    var received =
        new SubmissionReceived(
            new AccessionId(accession),
            "north-lab",
            key.patient(),
            "digest-of-" + UUID.randomUUID(),
            keep(key, accession),
            new DecisionId("decision-of-" + accession),
            key.seal(UUID.randomUUID(), "ingestion.SubmissionReceived#1", new byte[1]),
            SELF.at(),
            collected);
    commands.send(new ReceiveSubmission(received.accession(), received, false, null, SELF));
    return received;
  }

  void accept(SubmissionReceived received) {
    var accepted =
        new CallSetAccepted(
            received.accession(),
            received.lab(),
            received.patient(),
            new CallSetId("call-set-of-" + received.accession()),
            "GRCh38",
            1,
            List.of(),
            received.file(),
            new Sealed(UUID.randomUUID(), 1, "c2VhbGVk"),
            SELF.at(),
            null);
    commands.send(
        new SettleSubmission(received.accession(), received.file(), accepted, null, SELF));
  }

  void refuse(SubmissionReceived received) {
    commands.send(
        new SettleSubmission(
            received.accession(),
            received.file(),
            new SubmissionRefused(
                received.accession(),
                received.lab(),
                received.patient(),
                "vcf-columns",
                null,
                "reason",
                SELF.at()),
            null,
            SELF));
  }

  String opened(SubjectKey key, SubmissionReceived received) throws IOException {
    try (var bytes = vault.open(key, received.file())) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public long onDisk() {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> recorded() {
    return log.events().stream()
        .map(event -> event.envelope().type().replace("ingestion.", ""))
        .toList();
  }

  @Override
  public void close() {
    commands.close();
    log.close();
  }
}
