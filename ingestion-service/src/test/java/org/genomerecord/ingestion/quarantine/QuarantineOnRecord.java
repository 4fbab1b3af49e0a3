package org.genomerecord.ingestion.quarantine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.ingestion.accession.AccessionHandler;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.QuarantineKeys;
import org.genomerecord.record.permit.QuarantineKeysApi;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.permit.QuarantineRelease;
import org.genomerecord.record.permit.QuarantineReleaseAnswer;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.KeyInTransit;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real log and a real vault, for specs of what waits there.
abstract class QuarantineOnRecord {
  static final LaboratoryId LAB = new LaboratoryId("north-lab");
  static final AccessionId ACCESSION = new AccessionId("accession-1");
  static final QuarantineNames NAMES =
      new QuarantineNames(List.of(new PatientIdentifier("urn:oid:2.999.1", "4711")), false);
  private static final String TEXT = "chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t0/1\n";
  static final Attribution BY =
      new Attribution(
          new Actor("lab-north", "lab", "north-lab"),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00Z"),
          "r",
          null,
          null);

  private record Limits(
      int filesMax, long bytesMax, int expiryDays, long sweepMillis, int unknownFileHours)
      implements QuarantineLimits {}

  /// consent-service, as far as keys go.
  static final class Keys implements QuarantineKeysApi {
    final Set<String> there = new HashSet<>();

    @Override
    public String make(String sealTo, String decision, QuarantineNames names) {
      var id = new DecisionId(decision);
      there.add(decision);
      return KeyInTransit.Recipient.parse(sealTo)
          .seal(SubjectKey.generate(QuarantineKeys.holder(id), 1), id);
    }

    @Override
    public QuarantineReleaseAnswer release(
        String sealTo, String decision, QuarantineRelease release) {
      throw new AssertionError("nothing is released here");
    }

    @Override
    public void destroy(String decision) {
      there.remove(decision);
    }
  }

  @TempDir Path folder;
  final TestLog log = TestLog.create();
  final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(log.sequencer(), log.reader()),
          axon -> QuarantineHandler.register(AccessionHandler.register(axon)));
  final Keys keys = new Keys();

  @BeforeEach
  void migrate() throws IOException {
    for (var file :
        List.of(
            "V100__ingestion.sql",
            "V190__quarantine.sql",
            "V191__quarantine_of_a_laboratory.sql")) {
      try (var sql = QuarantinedFiles.class.getResourceAsStream("/db/ingestion/" + file)) {
        var text = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        Awaiting.result(log.pool().query(text).execute());
      }
    }
  }

  @AfterEach
  void close() {
    commands.close();
    log.close();
  }

  QuarantinedFiles files(int filesMax, long bytesMax) {
    return new QuarantinedFiles(
        log.pool(),
        log.reader(),
        commands,
        new QuarantineKeys(keys),
        folder,
        new Limits(filesMax, bytesMax, 30, 1_000, 24));
  }

  static Decision.Denial denial(String id, String reason) {
    return new Decision.Denial(new DecisionId(id), reason, null);
  }

  void holds(QuarantinedFiles files, String accession, String refusal) throws IOException {
    files.hold(
        new AccessionId(accession),
        LAB,
        denial(refusal, "patient-unknown"),
        NAMES,
        "{\"number\":\"number-1\",\"patient\":\"4711\"}",
        new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)),
        BY);
  }

  /// As the projection writes it.
  void row(SubmissionQuarantined file, String state, String expires) {
    Awaiting.result(
        log.pool()
            .query(
                ("INSERT INTO quarantine VALUES ('%s', '%s', '%s', '%s', '%s', %d, '%s', now(), %s,"
                        + " '%s')")
                    .formatted(
                        file.decision(),
                        file.quarantined(),
                        file.quarantine(),
                        file.reason(),
                        file.file().digest(),
                        file.file().sizeBytes(),
                        file.file().binding(),
                        expires,
                        state))
            .execute());
  }

  List<String> recorded() {
    return log.events().stream()
        .map(event -> event.envelope().type().replace("ingestion.", ""))
        .toList();
  }

  List<Path> onDisk() {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SubmissionQuarantined waiting() {
    return Accessions.on(log.reader()).waiting(ACCESSION).orElseThrow();
  }

  static ReleaseQuarantined release(SubmissionQuarantined waiting) {
    var accession = waiting.quarantined();
    var patient = new Pseudonym("PATIENT0000000000000000001");
    var received =
        new SubmissionReceived(
            accession,
            LAB.value(),
            patient,
            "digest",
            new VaultFile("0123456789abcdef".repeat(4), 1, 1, "call-set|1"),
            new DecisionId("permit-1"),
            new Sealed(UUID.randomUUID(), 1, "c2VhbGVk"),
            BY.at(),
            null);
    return new ReleaseQuarantined(
        accession,
        new QuarantineReleased(
            LAB,
            accession,
            patient,
            waiting.decision(),
            received.decision(),
            "registered",
            BY.at()),
        new ReceiveSubmission(accession, received, false, null, BY),
        BY);
  }
}
