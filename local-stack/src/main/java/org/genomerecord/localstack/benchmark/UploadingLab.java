package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;
import org.genomerecord.localstack.story.ResumableUpload;
import org.genomerecord.localstack.story.SubmittedFile;

/// A laboratory with one patient of its own, that uploads file after file, whatever happens to line
/// and servers, and counts what it sees.
final class UploadingLab {
  private static final int PIECE_BYTES_MAX = 200_000;
  private static final int RECORDS_MAX = 12_000;
  private static final int POSITION = 1_000_000;
  private static final Duration GIVE_UP = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Stack stack;
  private final Door door;
  private final Tokens tokens;
  private final UploadTally tally;
  private final Random random;
  private final String recordNumber;

  private UploadingLab(Stack stack, UploadTally tally, long seed, String recordNumber) {
    this.stack = stack;
    this.door = new Door(stack.gateway());
    this.tokens = new Tokens(stack);
    this.tally = tally;
    this.random = new Random(seed);
    this.recordNumber = recordNumber;
  }

  /// The same laboratory and patient, at another thread's work.
  UploadingLab with(UploadTally another, long seed) {
    return new UploadingLab(stack, another, seed, recordNumber);
  }

  /// Enrols the patient, who permits to collect.
  UploadingLab(Stack stack, UploadTally tally, long seed) {
    this(stack, tally, seed, BenchPatient.enrol(stack));
  }

  /// Uploads one file to its end.
  ///
  /// @param cutsMax how often the line is cut meanwhile, at most
  /// @throws StackFault if nothing moves any more
  void upload(int cutsMax) {
    var file = file();
    var metadata =
        Map.of(
            "accession", "B-" + UUID.randomUUID(),
            "patient-identifier", "urn:oid:2.999.1.1|" + recordNumber,
            "purpose-of-use", "TREAT",
            "content-digest", "sha-256=:" + sha256(file) + ":");
    new OneUpload(file, metadata, cutsMax).run();
  }

  /// The sample with many more records before it.
  private byte[] file() {
    var text = new String(SubmittedFile.SYNTHETIC.bytes(), StandardCharsets.UTF_8);
    int data = text.indexOf('\n', text.indexOf("#CHROM")) + 1;
    var file = new StringBuilder(text.substring(0, data));
    int records = 1_000 + random.nextInt(RECORDS_MAX);
    for (int i = 0; i < records; i++) {
      file.append("chr6\t").append(POSITION + i * 10).append("\t.\tA\tC\t.\tPASS\t.\tGT\t0/0\n");
    }
    return file.append(text, data, text.length()).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From its beginning to its end.
  private final class OneUpload {
    private final byte[] file;
    private final Map<String, String> metadata;
    private final long deadline = System.nanoTime() + GIVE_UP.toNanos();
    private int cutsLeft;
    private long acknowledged;
    private long sent;

    /// As far as anything was ever sent: what was on its way as a line was cut may come to count
    /// after the next look.
    private long furthest;

    OneUpload(byte[] file, Map<String, String> metadata, int cutsMax) {
      this.file = file;
      this.metadata = metadata;
      this.cutsLeft = cutsMax;
    }

    void run() {
      ResumableUpload upload = null;
      while (true) {
        try {
          upload = upload == null ? begun() : upload.by(tokens.lab("lab-north"));
          goOn(upload);
          return;
        } catch (StackFault | IllegalStateException | IllegalArgumentException | IOException e) {
          if (System.nanoTime() > deadline) {
            throw new StackFault("An upload does not end", "See the logs of the services", e);
          }
          tally.retries.incrementAndGet();
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }

    private ResumableUpload begun() {
      var token = tokens.lab("lab-north");
      var answer = ResumableUpload.asksFor(door, token, file.length, metadata);
      return ResumableUpload.begun(stack.gateway(), door, token, answer);
    }

    private void goOn(ResumableUpload upload) throws IOException {
      for (int at = look(upload.offset()); at < file.length; at = look(upload.offset())) {
        if (cutsLeft > 0) {
          cutsLeft--;
          cut(upload, at);
        } else {
          send(upload, at);
        }
      }
      var status = upload.head().header("content-location");
      tally.submissions.add(
          status.orElseThrow(() -> new IllegalStateException("no submission is named")));
    }

    /// What the gateway says is there, against what it said before and what was sent.
    private int look(long offset) {
      tally.acknowledgements.incrementAndGet();
      tally.lostBytes.addAndGet(Math.max(0, acknowledged - offset));
      tally.inventedBytes.addAndGet(Math.max(0, offset - furthest));
      tally.sentAgainBytes.addAndGet(Math.max(0, sent - offset));
      acknowledged = offset;
      sent = offset;
      return (int) offset;
    }

    private void cut(ResumableUpload upload, int at) throws IOException {
      var rest = Arrays.copyOfRange(file, at, file.length);
      int length = random.nextInt(rest.length);
      sent = (long) at + length;
      furthest = Math.max(furthest, sent);
      tally.cuts.incrementAndGet();
      upload.patchThatBreaksOff(at, rest, length);
    }

    private void send(ResumableUpload upload, int at) {
      int to = Math.min(file.length, at + 1 + random.nextInt(PIECE_BYTES_MAX));
      sent = to;
      furthest = Math.max(furthest, sent);
      var answer = upload.patch(at, Arrays.copyOfRange(file, at, to));
      if (answer.status() == 204) {
        acknowledged = Long.parseLong(answer.header("upload-offset").orElseThrow());
        tally.acknowledgements.incrementAndGet();
      } else if (answer.status() == 409 || answer.status() == 423) {
        LockSupport.parkNanos(PAUSE.toNanos()); // Another request of ours ends: look again.
      } else {
        throw new IllegalStateException("answered " + answer.status());
      }
    }
  }
}
