package org.genomerecord.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.witness.WitnessRules.Answer;

/// A witness over HTTP: `POST /add-checkpoint`, and `GET /q/health/ready`.
///
/// One request at a time is decided, kept and cosigned, so that what is checked is what is
/// replaced.
public final class WitnessServer implements AutoCloseable {
  private static final int REQUESTS_AT_ONCE_MAX = 64;
  private static final int BACKLOG = 64;
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  private final List<NoteSigner> signers;
  private final CosignedCheckpoints cosigned;
  private final TrustedLogs trusted;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(REQUESTS_AT_ONCE_MAX);
  private final ReentrantLock deciding = new ReentrantLock();

  private record Reply(int status, String type, String body) {}

  /// Listens from now on.
  ///
  /// @param address port 0 for any free one
  /// @param state folder for the latest checkpoint of each log
  /// @param logs file of trusted logs, see [TrustedLogs]
  /// @param clock for the time in the cosignatures
  /// @throws IOException if the address is taken or the folder cannot be made
  /// @throws Malformed if the file of trusted logs is not as it should be
  public WitnessServer(
      InetSocketAddress address,
      List<NoteSigner> signers,
      Path state,
      Path logs,
      InstantSource clock)
      throws IOException {
    this.signers = List.copyOf(signers);
    this.clock = clock;
    trusted = new TrustedLogs(logs);
    trusted.current();
    server = HttpServer.create(address, BACKLOG);
    cosigned = new CosignedCheckpoints(state);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        send(exchange, new Reply(503, PLAIN, "too many requests at once\n"));
        return;
      }
      try {
        send(exchange, reply(exchange));
      } finally {
        places.release();
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "POST /add-checkpoint" -> addCheckpoint(exchange);
      case "GET /q/health/ready" -> ready();
      default -> new Reply(404, PLAIN, "nothing here\n");
    };
  }

  private Reply ready() {
    try {
      trusted.current();
      return new Reply(200, PLAIN, "ready\n");
    } catch (Malformed | UncheckedIOException e) {
      return fault(e);
    }
  }

  private Reply addCheckpoint(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(AddCheckpoint.BYTES_MAX + 1);
    if (body.length > AddCheckpoint.BYTES_MAX) {
      return new Reply(413, PLAIN, "at most " + AddCheckpoint.BYTES_MAX + " bytes\n");
    }
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (Malformed e) {
      return new Reply(400, PLAIN, e.getMessage() + "\n");
    }
    deciding.lock();
    try {
      return decided(request);
    } catch (Malformed | UncheckedIOException e) {
      return fault(e);
    } finally {
      deciding.unlock();
    }
  }

  /// Without what it must know or keep, a witness cosigns nothing.
  private static Reply fault(RuntimeException e) {
    System.err.println("witness: " + e.getMessage());
    return new Reply(503, PLAIN, "the witness cannot answer\n");
  }

  private Reply decided(AddCheckpoint request) {
    var logs = trusted.current();
    var origin = request.checkpoint().checkpoint().origin();
    var latest = logs.containsKey(origin) ? cosigned.latest(origin) : null;
    var answer = WitnessRules.decide(logs, latest == null ? null : latest.checkpoint(), request);
    return switch (answer) {
      case Answer.Cosign() -> {
        cosigned.keep(request.checkpoint());
        yield new Reply(200, PLAIN, cosignatures(request.checkpoint().note().text()));
      }
      case Answer.OldSizeTooLarge() -> new Reply(400, PLAIN, "the old size is the larger one\n");
      case Answer.NotSigned() -> new Reply(403, PLAIN, "not signed by a trusted key\n");
      case Answer.UnknownOrigin() -> new Reply(404, PLAIN, "not a trusted log\n");
      case Answer.Conflict(var size) -> new Reply(409, SIZE, size + "\n");
      case Answer.NotProven() -> new Reply(422, PLAIN, "the consistency proof does not verify\n");
    };
  }

  private String cosignatures(String text) {
    long now = clock.instant().getEpochSecond();
    return signers.stream()
        .map(signer -> signer.sign(text, now).line() + "\n")
        .collect(Collectors.joining());
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    var body = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type);
    exchange.sendResponseHeaders(reply.status, body.length);
    exchange.getResponseBody().write(body);
  }

  /// Stops listening; requests that are being answered have a second.
  @Override
  public void close() {
    server.stop(1);
    threads.close();
    cosigned.close();
  }
}
