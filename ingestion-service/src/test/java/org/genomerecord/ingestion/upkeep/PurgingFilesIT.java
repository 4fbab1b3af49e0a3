package org.genomerecord.ingestion.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.upkeep.StoredFiles.ANOTHERS;
import static org.genomerecord.ingestion.upkeep.StoredFiles.FIRST;
import static org.genomerecord.ingestion.upkeep.StoredFiles.PATIENT;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SECOND;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SELF;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log and a real vault.
class PurgingFilesIT {
  @TempDir Path folder;
  private StoredFiles stored = new StoredFiles(Path.of(""));

  @BeforeEach
  void inAFolder() {
    stored.close();
    stored = new StoredFiles(vault());
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private Path vault() {
    return folder.resolve("vault");
  }

  @Test
  void theFilesOfThePatientAreGoneAndNobodyElses() throws IOException {
    var accepted = stored.receive(FIRST, "accession-1");
    stored.accept(accepted);
    var others = stored.receive(ANOTHERS, "accession-2");

    stored.purge().purge(PATIENT, SELF);

    assertThatThrownBy(() -> stored.opened(FIRST, accepted))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(stored.opened(ANOTHERS, others)).isEqualTo("accession-2");
    assertThat(stored.recorded())
        .containsExactly(
            "SubmissionReceived", "CallSetAccepted", "SubmissionReceived", "FilesPurged");
  }

  @Test
  void soAreThoseThatWereSealedAnew() throws IOException {
    var accepted = stored.receive(FIRST, "accession-1");
    stored.accept(accepted);
    stored.vault.reseal(SECOND, accepted.file());

    stored.purge().purge(PATIENT, SELF);

    assertThat(stored.onDisk()).isZero();
  }

  @Test
  void oneThatWaitsToBeValidatedIsSettled() {
    stored.receive(FIRST, "accession-1");

    stored.purge().purge(PATIENT, SELF);

    assertThat(stored.recorded())
        .containsExactly("SubmissionReceived", "SubmissionRefused", "FilesPurged");
    assertThat(stored.onDisk()).isZero();
  }

  @Test
  void twiceIsOnce() {
    stored.receive(FIRST, "accession-1");
    stored.purge().purge(PATIENT, SELF);

    stored.purge().purge(PATIENT, SELF);

    assertThat(stored.recorded()).containsOnlyOnce("FilesPurged");
  }

  @Test
  void cutShortBeforeItsEventItIsDoneAgain() {
    var received = stored.receive(FIRST, "accession-1");
    stored.accept(received);
    stored.vault.remove(received.file());

    stored.purge().purge(PATIENT, SELF);

    assertThat(stored.recorded())
        .containsExactly("SubmissionReceived", "CallSetAccepted", "FilesPurged");
  }

  @Test
  void whileTheVaultIsAwayNothingIsPurged() throws IOException {
    stored.accept(stored.receive(FIRST, "accession-1"));
    var away = Files.move(vault(), folder.resolve("away"));

    assertThatThrownBy(() -> stored.purge().purge(PATIENT, SELF))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(stored.recorded()).doesNotContain("FilesPurged");

    Files.move(away, vault());
    stored.purge().purge(PATIENT, SELF);
    assertThat(stored.recorded()).containsOnlyOnce("FilesPurged");
    assertThat(stored.onDisk()).isZero();
  }

  @Test
  void whatIsReceivedAfterwardsIsTakenBack() {
    stored.purge().purge(PATIENT, SELF);
    var late = stored.receive(FIRST, "accession-1");
    assertThat(stored.onDisk()).isEqualTo(1);

    assertThat(stored.purge().takesBack(late, SELF)).isTrue();

    assertThat(stored.onDisk()).isZero();
    assertThat(stored.recorded())
        .containsExactly("FilesPurged", "SubmissionReceived", "SubmissionRefused", "FilesPurged");
  }

  @Test
  void whatIsReceivedOfAnybodyElseIsNot() {
    stored.purge().purge(PATIENT, SELF);
    var received = stored.receive(ANOTHERS, "accession-2");

    assertThat(stored.purge().takesBack(received, SELF)).isFalse();

    assertThat(stored.onDisk()).isEqualTo(1);
  }

  @Test
  void aFileThatComesInBetweenIsNotOverlooked() {
    var between = new boolean[1];
    var files =
        new PatientFiles(stored.log.reader()) {
          @Override
          AsOf of(Pseudonym patient) {
            var found = super.of(patient);
            if (!between[0]) {
              between[0] = true;
              stored.receive(FIRST, "accession-1");
            }
            return found;
          }
        };

    new Purge(files, stored.vault, stored.sequencer).purge(PATIENT, SELF);

    assertThat(stored.onDisk()).isZero();
    assertThat(stored.recorded())
        .containsExactly("SubmissionReceived", "SubmissionRefused", "FilesPurged");
  }

  /// Its validation ends as it is purged: it is settled once.
  @Test
  void anOutcomeThatComesInBetweenStays() {
    var received = stored.receive(FIRST, "accession-1");
    var between = new boolean[1];
    var files =
        new PatientFiles(stored.log.reader()) {
          @Override
          AsOf of(Pseudonym patient) {
            var found = super.of(patient);
            if (!between[0]) {
              between[0] = true;
              stored.accept(received);
            }
            return found;
          }
        };

    new Purge(files, stored.vault, stored.sequencer).purge(PATIENT, SELF);

    assertThat(stored.onDisk()).isZero();
    assertThat(stored.recorded())
        .containsExactly("SubmissionReceived", "CallSetAccepted", "FilesPurged");
  }
}
