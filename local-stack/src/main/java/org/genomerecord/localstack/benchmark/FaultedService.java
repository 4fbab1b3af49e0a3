package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// A small service that is there to be killed: it appends, and it follows the log. What it does is
/// written to standard output as it happens, a line each:
///
/// - `A 7`: request 7 is about to be sent
/// - `K 7 1234`: request 7 is acknowledged at position 1234
/// - `C 7`: request 7 was refused as a conflict, which none can be
/// - `S 1234 7`: the subscriber has seen request 7 at position 1234
///
/// It ends when its standard input does, so it does not outlive whoever started it.
public final class FaultedService {
  static final String PASSWORD = "GENOME_BENCHMARK_PASSWORD";
  private static final long PAUSE_MILLIS = 20;
  private static final int PAGE_EVENTS = 500;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final Queue<Long> again;
  private final int port;
  private final String database;
  private long next;
  private volatile @Nullable EventLog log;

  private FaultedService(int port, String database, long next, Queue<Long> again) {
    this.port = port;
    this.database = database;
    this.next = next;
    this.again = again;
  }

  /// @param words port, database, callers, the first request's number, the position the subscriber
  ///   has reached, and the numbers of requests to send again, separated by commas
  public static void main(String[] words) {
    var again = new ArrayDeque<Long>();
    if (words.length > 5) {
      Stream.of(words[5].split(",", -1)).map(Long::valueOf).forEach(again::add);
    }
    new FaultedService(Integer.parseInt(words[0]), words[1], Long.parseLong(words[3]), again)
        .run(Integer.parseInt(words[2]), Long.parseLong(words[4]));
    // Not the event loops' decision.
    Runtime.getRuntime().halt(0);
  }

  private void run(int callers, long seen) {
    log = takeOver();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(() -> follow(new LogReader(pool()), seen));
      for (int caller = 0; caller < callers; caller++) {
        var _ = threads.submit(this::append);
      }
      awaitEndOfInput();
      ending.set(true);
    }
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pool pool() {
    return Database.pool(vertx, port, database, System.getenv(PASSWORD), 4);
  }

  private EventLog takeOver() {
    while (true) {
      try {
        return EventLog.open(pool());
      } catch (CompletionException _) {
        pause();
      }
    }
  }

  /// As a platform does with an instance that is not fit to serve: it is started anew.
  private synchronized void takeOverAfter(EventLog replaced) {
    if (replaced.equals(log)) {
      log = takeOver();
    }
  }

  private void append() {
    while (!ending.get()) {
      long number = nextNumber();
      say("A " + number);
      acknowledge(number);
    }
  }

  private synchronized long nextNumber() {
    Long repeated = again.poll();
    return repeated == null ? next++ : repeated;
  }

  /// Sends the request until its outcome is known.
  private void acknowledge(long number) {
    while (true) {
      var now = Objects.requireNonNull(log);
      try {
        say("K " + number + " " + now.sequencer().append(Request.append(number)).join());
        return;
      } catch (CompletionException e) {
        if (e.getCause() instanceof AppendConflict) {
          say("C " + number);
          return;
        }
        if (!(e.getCause() instanceof Refusal) || ending.get()) {
          return;
        }
        if (now.sequencer().isReplaced()) {
          takeOverAfter(now);
        }
        pause();
      }
    }
  }

  private void follow(LogReader reader, long from) {
    long seen = from;
    while (!ending.get()) {
      try {
        var page = EventLog.await(reader.after(seen, PAGE_EVENTS));
        for (var event : page) {
          seen = event.position();
          say("S " + seen + " " + Request.numberOf(event.envelope()));
        }
        if (page.isEmpty()) {
          pause();
        }
      } catch (CompletionException _) {
        // The database is down; it comes back.
        pause();
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(PAUSE_MILLIS).toNanos());
  }

  /// One write for each line, at once: what was said before a kill was said.
  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    OutputStream out = System.out;
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    synchronized (FaultedService.class) {
      try {
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
