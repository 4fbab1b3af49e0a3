package org.genomerecord.ingestion.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.junit.jupiter.api.Test;

/// By expiry, erasure, refusal or whoever began it; and what becomes of its parts.
class EndingAnUploadIT extends UploadsOnDisk {
  @Test
  void whatIsRefusedForGoodLeavesNothing() throws IOException {
    var upload = append(begun(), bytes(0, LENGTH - 1), null);

    assertThatThrownBy(() ->
            append(
                upload,
                bytes(LENGTH - 1, LENGTH),
                null,
                _ -> {
                  throw new Refusal(Category.CONFLICT, "accession-content", "another file");
                }))
        .isInstanceOf(Refusal.class);

    assertThat(uploads().find(upload.id())).isEmpty();
    assertThat(onDisk()).isZero();
  }

  /// By it the next permit is asked for, before anything of the upload opens.
  @Test
  void whatItIsCollectedAsStaysWithIt() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);

    assertThat(now(upload).collected()).isEqualTo(DataClass.TUMOUR);
    database.rows("UPDATE upload SET collected = DEFAULT"); // as of one begun before
    assertThat(now(upload).collected()).isEqualTo(DataClass.PHARMACOGENOMIC);
  }

  /// Nobody was told its address: it could not be ended, and would count as open for a day.
  @Test
  void anUploadWhoseFirstBytesAreRefusedWasNeverBegun() throws IOException {
    for (int i = 0; i < 3; i++) { // one more than may be open
      assertRefused(Kind.CHECKSUM, () -> begunWith(bytes(0, 3 * PART_BYTES), sha256(CONTENT)));
    }

    assertThat(database.rows("SELECT * FROM upload")).isEmpty();
    assertThat(onDisk()).isZero();
    assertThat(begunWith(bytes(0, 10), null).offsetBytes()).isEqualTo(10);
  }

  @Test
  void whoeverComesSecondFindsItLocked() {
    var upload = begun();

    try (var lock = uploads().lock(upload.id())) {
      assertThat(lock).isNotNull();
      assertRefused(Kind.LOCKED, () -> append(upload, bytes(0, 1), null));
      assertRefused(Kind.LOCKED, () -> uploads().remove(upload.id()));
    }

    uploads().remove(upload.id());
    assertThat(uploads().find(upload.id())).isEmpty();
  }

  @Test
  void ofAnErasedPatientNothingIsLeftAlsoOfWhatIsBeingWritten() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);
    var erasedMeanwhile = meanwhile(() -> uploads().purge(PATIENT), bytes(10, 11));

    assertRefused(Kind.OFFSET, () -> append(upload, erasedMeanwhile, null));

    assertThat(uploads().find(upload.id())).isEmpty();
    assertThat(onDisk()).isZero();
  }

  @Test
  void anUploadHasSoManyParts() throws IOException {
    opened = uploads(2);
    var upload = append(begun(), bytes(0, 10), null);

    assertRefused(Kind.TOO_MANY_PARTS, () -> append(upload, bytes(10, LENGTH), null));

    assertThat(now(upload).offsetBytes()).isEqualTo(10 + PART_BYTES);
  }

  @Test
  void aLaboratoryHasSoManyOpenUploads() {
    begun();
    var second = begun();

    assertThatThrownBy(this::begun)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.category()).isEqualTo(Category.BUSY));

    uploads().remove(second.id());
    assertThat(begun().offsetBytes()).isZero();
  }

  @Test
  void whatHasExpiredIsSweptAndLaterForgotten() throws IOException {
    var upload = append(begun(), bytes(0, 3 * PART_BYTES), null);
    uploads().sweep();
    assertThat(now(upload).state()).isEqualTo(Upload.State.OPEN);

    later = 3_601;
    uploads().sweep();

    assertThat(now(upload).state()).isEqualTo(Upload.State.EXPIRED);
    assertThat(now(upload).metadata()).isNull();
    assertThat(onDisk()).isZero();
    assertThat(metrics.counter("ingestion.upload.expired").count()).isEqualTo(1);

    later = 2 * 3_601;
    uploads().sweep();
    assertThat(uploads().find(upload.id())).isEmpty();
  }

  @Test
  void whatIsBeingWrittenIsNotSwept() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);
    try (var lock = uploads().lock(upload.id())) {
      assertThat(lock).isNotNull();
      later = 3_601;

      uploads().sweep();

      assertThat(now(upload).state()).isEqualTo(Upload.State.OPEN);
    }
  }

  /// A process died after a part was in the vault, and before it counted.
  @Test
  void aPartThatNobodyKnowsIsSweptAndThoseOfUploadsStay() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);
    var lost = append(begun(), bytes(0, 10), null);
    Awaiting.result(
        database
            .pool()
            .query("DELETE FROM upload_part WHERE upload = '" + lost.id() + "'")
            .execute());

    uploads().sweep();
    assertThat(onDisk()).as("it may be too young to be known").isEqualTo(2);
    try (var lock = uploads().lock(upload.id())) {
      assertThat(lock).isNotNull();
      later = 1_000;
      uploads().sweep();
      assertThat(onDisk()).as("a request that began before may yet count it").isEqualTo(2);
    }
    uploads().sweep();

    assertThat(onDisk()).isEqualTo(1);
    assertThat(append(upload, bytes(10, LENGTH), null).state()).isEqualTo(Upload.State.COMPLETED);
    assertThat(taken).isEqualTo(CONTENT);
  }

  @Test
  void atTheStartWhatTheProcessBeforeLeftIsSweptAtOnce() throws IOException {
    var upload = append(begun(), bytes(0, 10), null);
    Awaiting.result(database.pool().query("DELETE FROM upload_part").execute());
    Files.createFile(folder.resolve("uploads").resolve("drafts").resolve("half-a-part"));

    uploads().begin();
    uploads().sweep();

    assertThat(onDisk()).isZero();
    assertThat(now(upload).state()).isEqualTo(Upload.State.OPEN);
  }
}
