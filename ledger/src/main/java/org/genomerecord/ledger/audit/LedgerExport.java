package org.genomerecord.ledger.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tile.TileAddress;
import org.jspecify.annotations.Nullable;

/// Fetches the logs through the gateway into an export folder, and goes on where it stopped: full
/// tiles and bundles never change, so those that are there are kept. What is fetched is believed by
/// nobody before it is verified.
///
/// A log is fetched before those that its events name events of, so that what they name is there:
/// interpretation, ingestion, consent.
public final class LedgerExport {
  private static final List<AuditedLog> ORDER =
      List.of(AuditedLog.INTERPRETATION, AuditedLog.INGESTION, AuditedLog.CONSENT);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /// How often a checkpoint that is not cosigned is asked for again.
  private static final int AGAIN_MAX = 40;

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final String CHECKPOINT = "checkpoint";
  private static final String CHECKPOINTS = "checkpoints";

  private final URI gateway;
  private final Supplier<String> tokens;
  private final Path folder;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private final Duration pause;
  private Optional<String> token = Optional.empty();

  /// @param tokens gives a new access token of a compliance officer; asked again when one expires
  /// @param folder of the export
  public LedgerExport(URI gateway, Supplier<String> tokens, Path folder) {
    this(gateway, tokens, folder, Duration.ofMillis(250));
  }

  /// @param pause before a checkpoint that is not cosigned is asked for again
  LedgerExport(URI gateway, Supplier<String> tokens, Path folder, Duration pause) {
    this.gateway = gateway;
    this.tokens = tokens;
    this.folder = folder;
    this.pause = pause;
  }

  /// Fetches all logs.
  ///
  /// @param done gets each log and its size once it is there
  /// @throws AuditFault if the gateway refuses
  /// @throws Malformed if what it answers is no checkpoint
  /// @throws UncheckedIOException if it does not answer, or a file cannot be written
  public void run(ObjLongConsumer<AuditedLog> done) {
    for (var log : ORDER) {
      try {
        done.accept(log, fetch(log));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private long fetch(AuditedLog log) throws IOException {
    var to = folder.resolve(log.folderName());
    var newest = newest(log);
    long size = newest.checkpoint().size();
    for (int level = 0; TileAddress.hashes(size, level) > 0; level++) {
      long hashes = TileAddress.hashes(size, level);
      for (long index = 0; index * TileAddress.FULL < hashes; index++) {
        var address = TileAddress.within(size, level, index);
        tile(log, to, address.path());
        if (level == 0) {
          tile(log, to, address.entriesPath());
        }
      }
    }
    var previous = previous(to);
    earlier(log, to, previous, size);
    if (previous != null && !previous.equals(newest)) {
      // The log has to be consistent with it.
      keepEarlier(to, previous);
    }
    // Last, so that what was interrupted does not look complete.
    write(to.resolve(CHECKPOINT), bytes(newest));
    return size;
  }

  /// The newest checkpoint. Witnesses cosign a moment after the log signs: the first of them is
  /// waited for, but not for ever.
  private SignedCheckpoint newest(AuditedLog log) throws IOException {
    var newest = SignedCheckpoint.parse(get(log, CHECKPOINT));
    var asked = Policy.parse(keys(log));
    for (int again = 0; again < AGAIN_MAX && !asked.judge(newest).accepted(); again++) {
      pause();
      newest = SignedCheckpoint.parse(get(log, CHECKPOINT));
    }
    return newest;
  }

  private void pause() throws IOException {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  private void tile(AuditedLog log, Path to, String path) throws IOException {
    var file = to.resolve(path);
    if (!Files.exists(file)) {
      write(file, get(log, path));
    }
  }

  /// The earlier checkpoints, page by page: each a JSON object with signed notes in order of size,
  /// and whether there are more. Those of the export before are there already, and those that were
  /// signed meanwhile are of a log that is longer than what was fetched.
  private void earlier(
      AuditedLog log, Path to, @Nullable SignedCheckpoint previous, long newestSize)
      throws IOException {
    long after = previous == null ? 0 : previous.checkpoint().size();
    for (boolean more = true; more; ) {
      var page = JSON.readTree(get(log, CHECKPOINTS + "?after=" + after));
      long last = after;
      for (var note : page.path(CHECKPOINTS)) {
        var checkpoint = SignedCheckpoint.parse(note.asText());
        last = checkpoint.checkpoint().size();
        if (last < newestSize) {
          keepEarlier(to, checkpoint);
        }
      }
      more = page.path("more").asBoolean() && last > after && last < newestSize;
      after = last;
    }
  }

  /// The keys that a log says it has, as a policy: to compare with those that came another way.
  ///
  /// @throws UncheckedIOException if it does not answer
  public String keys(AuditedLog log) {
    try {
      return StrictText.fromUtf8(get(log, "keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was the newest checkpoint here before.
  private static @Nullable SignedCheckpoint previous(Path to) throws IOException {
    var file = to.resolve(CHECKPOINT);
    return Files.exists(file) ? SignedCheckpoint.parse(Files.readAllBytes(file)) : null;
  }

  private static void keepEarlier(Path to, SignedCheckpoint checkpoint) throws IOException {
    write(file(to, checkpoint), bytes(checkpoint));
  }

  /// A file for a checkpoint of this size: its own if it is there already, or a further one.
  private static Path file(Path to, SignedCheckpoint checkpoint) throws IOException {
    var size = Long.toString(checkpoint.checkpoint().size());
    var file = to.resolve(CHECKPOINTS).resolve(size);
    for (int n = 2; Files.exists(file) && !isSame(file, checkpoint); n++) {
      file = to.resolve(CHECKPOINTS).resolve(size + "-" + n);
    }
    return file;
  }

  private static boolean isSame(Path file, SignedCheckpoint checkpoint) throws IOException {
    return Arrays.equals(Files.readAllBytes(file), bytes(checkpoint));
  }

  private static byte[] bytes(SignedCheckpoint checkpoint) {
    return checkpoint.format().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    var beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] get(AuditedLog log, String path) throws IOException {
    var uri = URI.create(gateway + "/ledger/" + log.atTheGateway() + "/" + path);
    var answer = send(uri);
    if (answer.statusCode() == UNAUTHORIZED) {
      token = Optional.empty();
      answer = send(uri);
    }
    if (answer.statusCode() != OK) {
      throw new AuditFault("%s answered %d".formatted(uri, answer.statusCode()));
    }
    return answer.body();
  }

  private HttpResponse<byte[]> send(URI uri) throws IOException {
    var bearer = token.orElseGet(tokens);
    token = Optional.of(bearer);
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + bearer)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
