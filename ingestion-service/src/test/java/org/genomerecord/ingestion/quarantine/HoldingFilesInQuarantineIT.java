package org.genomerecord.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
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
import org.genomerecord.record.refusal.Refusal;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log and a real vault.
class HoldingFilesInQuarantineIT {
  private static final LaboratoryId LAB = new LaboratoryId("north-lab");
  private static final AccessionId ACCESSION = new AccessionId("accession-1");
  private static final String TEXT = "chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t0/1\n";
  private static final Attribution BY =
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
  private static final class Keys implements QuarantineKeysApi {
    private final Set<String> there = new HashSet<>();

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
  private final TestLog log = TestLog.create();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(log.sequencer(), log.reader()),
          axon -> QuarantineHandler.register(AccessionHandler.register(axon)));
  private final Keys keys = new Keys();

  @BeforeEach
  void migrate() throws IOException {
    for (var file : List.of("V100__ingestion.sql", "V190__quarantine.sql")) {
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

  private QuarantinedFiles files(int filesMax, long bytesMax) {
    return new QuarantinedFiles(
        log.pool(),
        log.reader(),
        commands,
        new QuarantineKeys(keys),
        folder,
        new Limits(filesMax, bytesMax, 30, 1_000, 24));
  }

  private static Decision.Denial denial(String id, String reason) {
    return new Decision.Denial(new DecisionId(id), reason, null);
  }

  private void holds(QuarantinedFiles files, String accession, String refusal) throws IOException {
    files.hold(
        new AccessionId(accession),
        LAB,
        denial(refusal, "patient-unknown"),
        new QuarantineNames(List.of(new PatientIdentifier("urn:oid:2.999.1", "4711")), false),
        "{\"number\":\"number-1\",\"patient\":\"4711\"}",
        new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)),
        BY);
  }

  /// As the projection writes it.
  private void row(SubmissionQuarantined file, String state, String expires) {
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

  private List<String> recorded() {
    return log.events().stream()
        .map(event -> event.envelope().type().replace("ingestion.", ""))
        .toList();
  }

  private List<Path> onDisk() {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SubmissionQuarantined waiting(QuarantinedFiles files) {
    return files.of(LAB).of(ACCESSION).orElseThrow();
  }

  private ReleaseQuarantined release(SubmissionQuarantined waiting) {
    var patient = new Pseudonym("PATIENT0000000000000000001");
    var received =
        new SubmissionReceived(
            ACCESSION,
            LAB.value(),
            patient,
            "digest",
            new VaultFile("0123456789abcdef".repeat(4), 1, 1, "call-set|1"),
            new DecisionId("permit-1"),
            new Sealed(UUID.randomUUID(), 1, "c2VhbGVk"),
            BY.at(),
            null);
    return new ReleaseQuarantined(
        LAB,
        ACCESSION,
        new QuarantineReleased(
            LAB,
            ACCESSION,
            patient,
            waiting.decision(),
            received.decision(),
            "registered",
            BY.at()),
        new ReceiveSubmission(ACCESSION, received, false, null, BY),
        BY);
  }

  @Test
  void aFileWaitsSealedAndItsLaboratorySeesNoReason() throws IOException {
    var files = files(2, 10_000);

    holds(files, ACCESSION.value(), "refusal-1");

    assertThat(recorded()).containsExactly("SubmissionQuarantined");
    assertThat(log.events().getFirst().envelope().payload())
        .doesNotContain("4711")
        .doesNotContain("number-1");
    assertThat(onDisk()).hasSize(1);
    assertThat(new String(Files.readAllBytes(onDisk().getFirst()), StandardCharsets.ISO_8859_1))
        .doesNotContain("94781859");
    var status = Accessions.on(log.reader()).status(ACCESSION);
    assertThat(status.state()).isEqualTo("quarantined");
    assertThat(status.isFinal()).isFalse();
    assertThat(status.toString()).doesNotContain("patient-unknown");
  }

  @Test
  void whatDoesNotFitLeavesNothingBehind() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");

    assertThatThrownBy(() -> holds(files, "accession-2", "refusal-2"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("quarantine-full"));
    assertThatThrownBy(() -> holds(files(5, 200), "accession-2", "refusal-3"))
        .isInstanceOf(Refusal.class);

    assertThat(recorded()).hasSize(1);
    assertThat(onDisk()).hasSize(1);
    assertThat(keys.there).containsExactly("refusal-1");
  }

  @Test
  void itIsReleasedAndReceivedInOneAppendAndOnce() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    var release = release(waiting(files));

    commands.send(release);

    assertThat(recorded())
        .containsExactly("SubmissionQuarantined", "QuarantineReleased", "SubmissionReceived");
    assertThat(Accessions.on(log.reader()).status(ACCESSION).state()).isEqualTo("received");
    assertThatThrownBy(() -> commands.send(release)).isInstanceOf(Refusal.class);
    assertThat(recorded()).hasSize(3);
  }

  @Test
  void aSweepEndsWhatHasExpiredAndRemovesFileAndKey() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    assertThat(files.oldest()).isEmpty();
    row(waiting(files), "held", "now() - interval '1 second'");
    assertThat(files.oldest()).isPresent();

    files.sweep();
    assertThat(recorded()).containsExactly("SubmissionQuarantined", "QuarantineExpired");
    assertThat(Accessions.on(log.reader()).status(ACCESSION).code())
        .isEqualTo("quarantine-expired");
    Awaiting.result(log.pool().query("UPDATE quarantine SET state = 'expired'").execute());
    files.sweep();

    assertThat(files.oldest()).isEmpty();
    assertThat(onDisk()).isEmpty();
    assertThat(keys.there).isEmpty();
    assertThat(log.rows("SELECT FROM quarantine WHERE NOT cleaned")).isEmpty();
  }

  private void projectedUpTo(long position) {
    log.rows(
        "INSERT INTO log_cursor (reader, position) VALUES ('quarantine', %d) ON CONFLICT (reader)"
                .formatted(position)
            + " DO UPDATE SET position = EXCLUDED.position");
  }

  private void agesByTwoDays() throws IOException {
    for (var file : onDisk()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }
  }

  /// The first rows of a long log, or a projection that stands still.
  @Test
  void whileTheListLagsBehindTheLogNoFileIsTakenForUnknown() throws IOException {
    var files = files(2, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    holds(files, "accession-2", "refusal-2");
    agesByTwoDays();

    files.sweep();
    projectedUpTo(0);
    files.sweep();

    assertThat(onDisk()).as("neither row is there").hasSize(2);
    row(waiting(files), "held", "now() + interval '1 day'");
    projectedUpTo(1);
    files.sweep();
    assertThat(onDisk()).as("one row is").hasSize(1);
  }

  @Test
  void withoutFilesThatMayWaitThereIsNoQuarantine() {
    var refused = denial("d", "no-consent");

    assertThat(files(1, 10_000).mayHold(refused, ACCESSION, false)).isTrue();
    assertThat(files(0, 10_000).mayHold(refused, ACCESSION, false)).isFalse();
  }

  @Test
  void whatWasReleasedIsNotWaitedForAgain() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    commands.send(release(waiting(files)));

    assertThat(files.mayHold(denial("d", "no-consent"), ACCESSION, false)).isFalse();
  }
}
