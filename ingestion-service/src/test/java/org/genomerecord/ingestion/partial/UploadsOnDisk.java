package org.genomerecord.ingestion.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.store.TestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real database and a real vault, and requests that add to uploads.
abstract class UploadsOnDisk {
  static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  static final SubjectKey KEY = SubjectKey.generate(PATIENT, 1);
  static final int LENGTH = 100_000;
  static final int PART_BYTES = 16_384;
  static final byte[] CONTENT = content();

  record Limits(
      long bytesMax,
      long expirySeconds,
      int partBytesMax,
      int partsMax,
      int openMax,
      long sweepMillis,
      int sweepUploadsMax,
      long unknownFileSeconds)
      implements UploadLimits {}

  @TempDir Path folder;
  final TestLog database = TestLog.create();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  long later;
  @Nullable PartialUploads opened;
  byte[] taken = new byte[0];

  static byte[] content() {
    var text = "chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t0/1\n".repeat(LENGTH / 40);
    return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), LENGTH);
  }

  @BeforeEach
  void migrate() throws IOException {
    for (var script : List.of("V150__upload.sql", "V197__upload_class.sql")) {
      try (var sql = UploadsOnDisk.class.getResourceAsStream("/db/ingestion/" + script)) {
        var text = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        Awaiting.result(database.pool().query(text).execute());
      }
    }
    opened = uploads(1_000);
  }

  @AfterEach
  void close() {
    database.close();
  }

  PartialUploads uploads(int partsMax) {
    return new PartialUploads(
        database.pool(),
        folder,
        new Limits(LENGTH, 3_600, PART_BYTES, partsMax, 2, 1_000, 100, 60),
        metrics,
        () -> Instant.now().truncatedTo(ChronoUnit.MICROS).plusSeconds(later));
  }

  PartialUploads uploads() {
    return Objects.requireNonNull(opened);
  }

  private static Upload announced() {
    return new Upload(
        UUID.randomUUID(),
        "north-lab",
        PATIENT,
        new AccessionId("accession-1"),
        "TREAT",
        DataClass.TUMOUR,
        LENGTH,
        0,
        Upload.State.OPEN,
        Instant.now().plusSeconds(3_600),
        null);
  }

  private static Sealed metadata(Upload upload) {
    return KEY.seal(upload.id(), "ingestion.Upload#1", new byte[1]);
  }

  Upload begun() {
    var upload = announced();
    uploads().create(upload, metadata(upload));
    return upload;
  }

  Upload begunWith(InputStream bytes, @Nullable String checksum) throws IOException {
    var upload = announced();
    var body = new UploadBody(bytes, checksum == null ? null : UploadChecksum.parse(checksum));
    return uploads().create(upload, metadata(upload), KEY, body, _ -> {});
  }

  Upload now(Upload upload) {
    return uploads().find(upload.id()).orElseThrow();
  }

  Upload append(Upload upload, InputStream bytes, @Nullable String checksum) throws IOException {
    return append(upload, bytes, checksum, whole -> taken = whole.readAllBytes());
  }

  Upload append(Upload upload, InputStream bytes, @Nullable String checksum, Completion completion)
      throws IOException {
    var body = new UploadBody(bytes, checksum == null ? null : UploadChecksum.parse(checksum));
    try (var lock = uploads().lock(upload.id())) {
      return uploads().append(lock, now(upload), KEY, body, completion);
    }
  }

  static InputStream bytes(int from, int to) {
    return new ByteArrayInputStream(CONTENT, from, to - from);
  }

  /// The connection is lost after so many bytes.
  static InputStream cutAt(int from, int to) {
    return new FilterInputStream(bytes(from, to)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
          throw new IOException("the connection is lost");
        }
        return read;
      }
    };
  }

  /// Something happens when the first bytes are asked for.
  static InputStream meanwhile(Happening happening, InputStream bytes) {
    return new FilterInputStream(bytes) {
      private boolean happened;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!happened) {
          happened = true;
          happening.happen();
        }
        return super.read(buffer, offset, length);
      }
    };
  }

  @FunctionalInterface
  interface Happening {
    void happen() throws IOException;
  }

  static String sha256(byte[] content) {
    try {
      return "sha256 "
          + Base64.getEncoder()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  long onDisk() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  static void assertRefused(Kind kind, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            UploadRefusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }
}
