package org.genomerecord.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.junit.jupiter.api.Test;

/// On a real log and a real vault.
class HoldingFilesInQuarantineIT extends QuarantineOnRecord {

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
  void aSweepEndsWhatHasExpiredAndRemovesFileAndKey() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    assertThat(files.oldest()).isEmpty();
    row(waiting(), "held", "now() - interval '1 second'");
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

  /// However long its history is: that is in the list.
  @Test
  void whatTheListHasSeenIsNotReadInTheLogAgain() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    projectedUpTo(0);

    holds(files, "accession-2", "refusal-2"); // By the list, nothing waited.

    assertThatThrownBy(() -> holds(files, "accession-3", "refusal-3"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("quarantine-full"));
  }

  /// A flood would be sealed before it is refused otherwise.
  @Test
  void whatDoesNotFitIsNotReadToItsEnd() throws IOException {
    var files = files(2, 1 << 20);
    var flood = new ByteArrayInputStream(new byte[8 << 20]);

    assertThatThrownBy(() ->
            files.hold(ACCESSION, LAB, denial("refusal-1", "no-consent"), NAMES, "{}", flood, BY))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("quarantine-full"));

    assertThat(flood.available()).as("bytes that were not read").isGreaterThan(6 << 20);
    assertThat(onDisk()).isEmpty();
    assertThat(keys.there).isEmpty();
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
    row(waiting(), "held", "now() + interval '1 day'");
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
    commands.send(release(waiting()));

    assertThat(files.mayHold(denial("d", "no-consent"), ACCESSION, false)).isFalse();
  }
}
