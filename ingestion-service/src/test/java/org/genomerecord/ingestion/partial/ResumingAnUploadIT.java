package org.genomerecord.ingestion.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.VaultUnwritable;
import org.junit.jupiter.api.Test;

class ResumingAnUploadIT extends UploadsOnDisk {
  @Test
  void cutAnywhereItGoesOnToTheSameBytes() throws IOException {
    var random = new Random(7);
    var upload = begun();
    while (now(upload).state() == Upload.State.OPEN) {
      int from = (int) now(upload).offsetBytes();
      int to = Math.min(LENGTH, from + random.nextInt(3 * PART_BYTES));

      var after = append(upload, to == LENGTH ? bytes(from, to) : cutAt(from, to), null);

      assertThat(after.offsetBytes()).isEqualTo(to);
      assertThat(now(upload))
          .usingRecursiveComparison()
          .ignoringFields("metadata")
          .isEqualTo(after);
    }

    assertThat(taken).isEqualTo(CONTENT);
    assertThat(onDisk()).isZero();
    assertThat(database.rows("SELECT * FROM upload_part")).isEmpty();
  }

  @Test
  void nothingOfItCanBeReadOnTheDisk() throws IOException {
    append(begun(), bytes(0, LENGTH / 2), null);

    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("rs4244285");
      }
    }
    assertThat(onDisk()).isPositive();
  }

  @Test
  void ofBytesWithAnotherChecksumNoneCounts() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);
    var files = onDisk();

    assertRefused(Kind.CHECKSUM, () -> append(upload, bytes(10, 3 * PART_BYTES), sha256(CONTENT)));

    assertThat(now(upload).offsetBytes()).isEqualTo(10);
    assertThat(onDisk()).isEqualTo(files);
  }

  /// Also of those that come in vain, which the laboratory owes.
  @Test
  void allBytesThatCameAreKnown() throws IOException {
    var upload = begun();
    var body = new UploadBody(bytes(0, 50_000), UploadChecksum.parse(sha256(CONTENT)));
    try (var lock = uploads().lock(upload.id())) {
      assertRefused(Kind.CHECKSUM, () -> uploads().append(lock, upload, KEY, body, _ -> {}));
    }

    assertThat(body.readBytes()).isEqualTo(50_000);
  }

  @Test
  void norOfThoseThatWereCutBeforeTheirChecksumCouldBeMade() throws IOException {
    var upload = begun();

    assertRefused(
        Kind.CHECKSUM,
        () ->
            append(
                upload, cutAt(0, 2 * PART_BYTES), sha256(Arrays.copyOf(CONTENT, 2 * PART_BYTES))));

    assertThat(now(upload).offsetBytes()).isZero();
    assertThat(onDisk()).isZero();
  }

  @Test
  void withTheRightChecksumAllCount() throws IOException {
    var upload = begun();

    append(upload, bytes(0, LENGTH), sha256(CONTENT));

    assertThat(now(upload).state()).isEqualTo(Upload.State.COMPLETED);
    assertThat(taken).isEqualTo(CONTENT);
  }

  @Test
  void moreBytesThanWereAnnouncedAreRefusedAndTheSubmissionIsNotMade() throws IOException {
    var upload = append(begun(), bytes(0, LENGTH - 1), null);

    assertRefused(Kind.TOO_LONG, () -> append(upload, new ByteArrayInputStream(new byte[2]), null));

    assertThat(now(upload).offsetBytes()).isEqualTo(LENGTH - 1);
    assertThat(taken).isEmpty();
  }

  @Test
  void theLastBytesCountOnlyWithTheSubmission() throws IOException {
    var upload = append(begun(), bytes(0, LENGTH - 1), null);

    assertThatThrownBy(() ->
            append(
                upload,
                bytes(LENGTH - 1, LENGTH),
                null,
                _ -> {
                  throw new Refusal(Category.UNAVAILABLE, "away", "not now");
                }))
        .isInstanceOf(Refusal.class);
    assertThat(now(upload).offsetBytes()).isEqualTo(LENGTH - 1);

    append(upload, bytes(LENGTH - 1, LENGTH), null);
    assertThat(taken).isEqualTo(CONTENT);
  }

  /// As two processes would, which know nothing of each other's locks.
  @Test
  void ofTwoThatWriteAtTheSamePlaceOneFindsItTaken() throws IOException {
    var upload = begun();
    var other = uploads(1_000);
    var between =
        meanwhile(
            () -> {
              try (var lock = other.lock(upload.id())) {
                other.append(lock, upload, KEY, new UploadBody(bytes(0, 10), null), _ -> {});
              }
            },
            bytes(0, 1));

    assertRefused(Kind.OFFSET, () -> append(upload, between, null));

    assertThat(now(upload).offsetBytes()).isEqualTo(10);
    assertThat(onDisk()).isEqualTo(1);
  }

  @Test
  void withoutRoomInTheVaultNothingMoreCountsUntilThereIsAgain() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);
    var drafts = folder.resolve("uploads").resolve("drafts");
    Files.delete(drafts);
    Files.createFile(drafts);

    assertThatThrownBy(() -> append(upload, bytes(10, 20), null))
        .isInstanceOf(VaultUnwritable.class);
    assertThat(now(upload).offsetBytes()).isEqualTo(10);

    Files.delete(drafts);
    assertThat(append(upload, bytes(10, 20), null).offsetBytes()).isEqualTo(20);
  }
}
