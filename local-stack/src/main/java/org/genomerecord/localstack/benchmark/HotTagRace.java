package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.benchmark.HotAppend.StatedCondition;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.LogReader;

/// Many callers append under conditions on few tags while their connections are cut; afterwards the
/// whole log is read and every condition is checked again.
final class HotTagRace {
  private static final String LOG = "hot";
  private static final int CALLERS = 64;

  /// Few, so that the one in use is cut often.
  private static final int CONNECTIONS = 3;

  private static final int PAGE_EVENTS = 2_000;
  private static final Duration CUT_PAUSE_MAX = Duration.ofSeconds(1);

  private final Workbench bench;
  private final Database database;
  private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
  private final AtomicLong attempts = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();
  private final AtomicLong sentAgain = new AtomicLong();
  private volatile boolean over;

  /// What came of it.
  ///
  /// @param accepted appends that were acknowledged
  /// @param attempts appends that were asked for
  /// @param conflicts that were refused
  /// @param sentAgain that had to be sent again, their outcome being unknown or nothing appended
  /// @param cuts connections cut
  /// @param violations accepted though the condition did not hold
  /// @param lost acknowledged and not where they should be
  /// @param doubled ids stored more than once
  /// @param gaps in the positions
  record Outcome(
      long accepted,
      long attempts,
      long conflicts,
      long sentAgain,
      long cuts,
      long violations,
      long lost,
      long doubled,
      long gaps) {}

  HotTagRace(Workbench bench, Database database) {
    this.bench = bench;
    this.database = database;
  }

  /// @param acceptedMin appends, unless it takes longer than `bound`
  /// @param betweenCutsMax appends accepted between two cuts, at most
  Outcome run(int acceptedMin, int betweenCutsMax, Duration bound)
      throws ExecutionException, InterruptedException {
    database.createLog(LOG);
    var vertx = Vertx.vertx();
    try (var proxy = CuttingProxy.before(vertx, database.port());
        var log = openThrough(proxy, vertx)) {
      var heads = new LogReader(database.pool(vertx, LOG, CONNECTIONS));
      long deadline = System.nanoTime() + bound.toNanos();
      long cuts;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var races = new ArrayList<Future<?>>();
        for (int caller = 0; caller < CALLERS; caller++) {
          var random = new Random(bench.seed() * CALLERS + caller);
          races.add(threads.submit(() -> race(log, heads, random)));
        }
        cuts = cut(proxy, acceptedMin, betweenCutsMax, deadline);
        over = true;
        for (var race : races) {
          race.get();
        }
      }
      return check(heads, cuts);
    } finally {
      over = true;
      EventLog.await(vertx.close());
      database.drop(LOG);
    }
  }

  private EventLog openThrough(CuttingProxy proxy, Vertx vertx) {
    return EventLog.open(Database.pool(vertx, proxy.port(), LOG, database.password(), CONNECTIONS));
  }

  private long cut(CuttingProxy proxy, int acceptedMin, int betweenCutsMax, long deadline) {
    var random = new Random(bench.seed());
    long cuts = 0;
    long said = 0;
    while (acknowledged.size() < acceptedMin && System.nanoTime() < deadline) {
      long next = acknowledged.size() + random.nextLong(1, betweenCutsMax);
      long latest = System.nanoTime() + CUT_PAUSE_MAX.toNanos();
      while (acknowledged.size() < next && System.nanoTime() < latest) {
        LockSupport.parkNanos(random.nextLong(5_000_000));
      }
      cuts += proxy.cutOne(random) ? 1 : 0;
      if (acknowledged.size() / 100_000 > said) {
        said = acknowledged.size() / 100_000;
        bench.say(String.format(Locale.ROOT, "%,d accepted, %,d cuts", acknowledged.size(), cuts));
      }
    }
    return cuts;
  }

  private void race(EventLog log, LogReader heads, Random random) {
    while (!over) {
      var append = HotAppend.draw(random, EventLog.await(heads.head()));
      attempts.incrementAndGet();
      settle(log, append);
    }
  }

  /// Sends it until its outcome is known.
  private void settle(EventLog log, Append append) {
    while (true) {
      try {
        long position = log.sequencer().append(append).join();
        acknowledged.put(HotAppend.id(append), position);
        return;
      } catch (CompletionException e) {
        if (e.getCause() instanceof AppendConflict) {
          conflicts.incrementAndGet();
          return;
        }
        if (!(e.getCause() instanceof Refusal)) {
          throw e;
        }
        sentAgain.incrementAndGet();
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
  }

  private Outcome check(LogReader log, long cuts) {
    var check = new ConditionCheck();
    var positions = new HashMap<UUID, Long>();
    var doubled = new HashSet<UUID>();
    long gaps = 0;
    long expected = 0;
    var page = EventLog.await(log.after(-1, PAGE_EVENTS));
    while (!page.isEmpty()) {
      for (var event : page) {
        var envelope = event.envelope();
        gaps += event.position() == expected ? 0 : 1;
        expected = event.position() + 1;
        if (positions.put(envelope.id(), event.position()) != null) {
          doubled.add(envelope.id());
        }
        check.next(
            event.position(),
            envelope.tags(),
            envelope.type(),
            StatedCondition.read(envelope.payload()));
      }
      page = EventLog.await(log.after(page.getLast().position(), PAGE_EVENTS));
    }
    long lost =
        acknowledged.entrySet().stream()
            .filter(one -> !one.getValue().equals(positions.get(one.getKey())))
            .count();
    return new Outcome(
        acknowledged.size(),
        attempts.get(),
        conflicts.get(),
        sentAgain.get(),
        cuts,
        check.violations(),
        lost,
        doubled.size(),
        gaps);
  }
}
