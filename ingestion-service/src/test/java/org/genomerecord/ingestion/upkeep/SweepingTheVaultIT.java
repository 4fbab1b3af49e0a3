package org.genomerecord.ingestion.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.genomerecord.ingestion.upkeep.StoredFiles.ANOTHERS;
import static org.genomerecord.ingestion.upkeep.StoredFiles.FIRST;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SECOND;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.genomerecord.record.event.VaultFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log and a real vault.
class SweepingTheVaultIT {
  private static final Duration AGE = Duration.ofHours(24);
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant OLD = NOW.minus(AGE).minusSeconds(1);
  private static final int REMOVED_MAX = 3;

  @TempDir Path folder;
  private StoredFiles stored = new StoredFiles(Path.of(""));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

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

  private UnnamedFiles unnamedFiles() {
    return new UnnamedFiles(
        stored.log.reader(), vault().toString(), AGE, AGE, REMOVED_MAX, metrics);
  }

  private Path bytes(VaultFile file) {
    return vault().resolve(file.digest().substring(0, 2)).resolve(file.digest());
  }

  private void written(Path path, Instant at) {
    try {
      Files.setLastModifiedTime(path, FileTime.from(at));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private VaultFile left(String text) {
    var file = stored.keep(FIRST, text);
    written(bytes(file), OLD);
    return file;
  }

  @Test
  void whatNoEventNamesGoesAndWhatOneNamesStays() throws IOException {
    var received = stored.receive(FIRST, "accession-1");
    var accepted = stored.receive(ANOTHERS, "accession-2");
    stored.accept(accepted);
    written(bytes(received.file()), OLD);
    written(bytes(accepted.file()), OLD);
    var left = left("left");
    stored.vault.keepIndex(FIRST, left, new byte[] {1});
    stored.vault.keepIndex(FIRST, received.file(), new byte[] {2});

    assertThat(unnamedFiles().sweep(NOW)).isEqualTo(1);

    assertThat(bytes(left)).doesNotExist();
    assertThat(stored.vault.index(FIRST, left)).isEmpty();
    assertThat(stored.vault.index(FIRST, received.file())).isPresent();
    assertThat(stored.opened(FIRST, received)).isEqualTo("accession-1");
    assertThat(stored.opened(ANOTHERS, accepted)).isEqualTo("accession-2");
    assertThat(metrics.get("ingestion.vault.unnamed").counter().count()).isEqualTo(1);
    assertThat(unnamedFiles().sweep(NOW)).isZero();
  }

  @Test
  void whatIsNotOldYetMayStillBeNamed() {
    var left = left("left");
    written(bytes(left), NOW.minus(AGE));

    assertThat(unnamedFiles().sweep(NOW)).isZero();

    assertThat(bytes(left)).exists();
  }

  /// The slowest submission there could be: its event comes between the two looks.
  @Test
  void whatIsNamedBetweenTheTwoLooksStays() throws IOException {
    var left = left("left");
    var sweep =
        new UnnamedFiles(stored.log.reader(), vault().toString(), AGE, AGE, REMOVED_MAX, metrics) {
          @Override
          List<String> unnamed(NamedDigests named, Instant before) {
            var found = super.unnamed(named, before);
            var late = stored.receive(FIRST, "accession-1");
            written(bytes(late.file()), OLD);
            return List.of(found.getFirst(), late.file().digest());
          }
        };

    assertThat(sweep.sweep(NOW)).isEqualTo(1);

    assertThat(bytes(left)).doesNotExist();
    assertThat(stored.onDisk()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenAgainBetweenTheTwoLooksStays() {
    var left = left("left");
    var sweep =
        new UnnamedFiles(stored.log.reader(), vault().toString(), AGE, AGE, REMOVED_MAX, metrics) {
          @Override
          List<String> unnamed(NamedDigests named, Instant before) {
            var found = super.unnamed(named, before);
            written(bytes(left), NOW);
            return found;
          }
        };

    assertThat(sweep.sweep(NOW)).isZero();

    assertThat(bytes(left)).exists();
  }

  /// The bytes are under another digest than the submission has, and no event says so yet.
  @Test
  void whatWasSealedAnewStaysBeforeThatIsOnRecord() throws IOException {
    var received = stored.receive(FIRST, "accession-1");
    var now = stored.vault.reseal(SECOND, received.file());
    written(bytes(now), OLD);

    assertThat(unnamedFiles().sweep(NOW)).isZero();

    assertThat(stored.opened(SECOND, received)).isEqualTo("accession-1");
  }

  @Test
  void whatLiesElsewhereInTheFolderIsNotTouched() throws IOException {
    var digest = left("left").digest();
    for (var place :
        List.of("drafts/" + digest, "uploads/ab/" + digest, "abc/" + digest, digest, "ab/note")) {
      var other = vault().resolve(place);
      Files.createDirectories(Objects.requireNonNull(other.getParent()));
      Files.writeString(other, "other");
      written(other, OLD);
    }

    assertThat(unnamedFiles().sweep(NOW)).isEqualTo(1);

    assertThat(stored.onDisk()).isEqualTo(5);
  }

  /// As with the vault of another database, or a database that was restored without its newest
  /// events.
  @Test
  void whereMuchIsUnnamedNothingIsRemoved() {
    for (int i = 0; i <= REMOVED_MAX; i++) {
      left("left " + i);
    }

    assertThat(unnamedFiles().sweep(NOW)).isZero();

    assertThat(stored.onDisk()).isEqualTo(REMOVED_MAX + 1);
  }

  @Test
  void asManyAsMayBeRemovedAre() {
    for (int i = 0; i < REMOVED_MAX; i++) {
      left("left " + i);
    }

    assertThat(unnamedFiles().sweep(NOW)).isEqualTo(REMOVED_MAX);
  }

  @Test
  void aVaultThatIsAwayIsNoFault() {
    assertThat(unnamedFiles().sweep(NOW)).isZero();
  }

  @Test
  void anAgeThatASubmissionCouldReachIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            new UnnamedFiles(
                stored.log.reader(),
                vault().toString(),
                Duration.ofMinutes(59),
                AGE,
                REMOVED_MAX,
                metrics));
  }
}
