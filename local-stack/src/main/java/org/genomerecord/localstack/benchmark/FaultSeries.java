package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.record.store.LogReader;

/// Kills PostgreSQL and the service that appends, again and again at random moments, and compares
/// what was seen from outside with what stands in the log.
final class FaultSeries {
  private static final String LOG = "faulted";
  private static final Duration STALL_MAX = Duration.ofSeconds(60);
  private static final int CALLERS = 32;
  private static final int PAGE_EVENTS = 2_000;

  private final Workbench bench;
  private final Database database;
  private final Plan plan;
  private final Random random;
  private final Witnessed witnessed = new Witnessed();
  private final Latencies resumptions = new Latencies();
  private long serverKills;
  private long serviceKills;
  private volatile boolean over;

  /// @param cycles of at least one kill each
  /// @param acknowledgedMin appends over all cycles
  /// @param trafficMillisMax the longest time between two kills, if enough is acknowledged
  /// @param servicesToo whether the service is killed as well as PostgreSQL
  record Plan(int cycles, int acknowledgedMin, int trafficMillisMax, boolean servicesToo) {}

  FaultSeries(Workbench bench, Database database, Plan plan) {
    this.bench = bench;
    this.database = database;
    this.plan = plan;
    this.random = new Random(bench.seed());
  }

  FaultOutcome run() throws InterruptedException {
    database.createLog(LOG);
    var vertx = Vertx.vertx();
    var follower =
        Thread.ofVirtual().start(() -> follow(new LogReader(database.pool(vertx, LOG, 1))));
    var service = new ChildService(database, LOG, CALLERS, witnessed);
    try {
      service.start();
      for (int cycle = 1; cycle <= plan.cycles(); cycle++) {
        letTrafficPass(cycle);
        killSomething(service);
        awaitResumption();
        if (cycle % 20 == 0) {
          bench.say(
              String.format(
                  Locale.ROOT, "cycle %d, %,d acknowledged", cycle, witnessed.acknowledged()));
        }
      }
      letTrafficPass(plan.cycles());
      long head = endInOrder(service, vertx);
      await("subscribers reach the end", () -> witnessed.seenApart() >= head);
      return FaultOutcome.of(
          new LogReader(database.pool(vertx, LOG, 1)),
          witnessed,
          serverKills,
          serviceKills,
          resumptions);
    } finally {
      over = true;
      service.kill();
      follower.join();
      EventLog.await(vertx.close());
      database.drop(LOG);
    }
  }

  /// Until enough is acknowledged for this cycle, and then a while longer.
  private void letTrafficPass(int cycle) {
    long before = witnessed.acknowledged();
    long enough = Math.max(before + 1, (long) plan.acknowledgedMin() * cycle / plan.cycles());
    pause(Duration.ofMillis(random.nextInt(1, plan.trafficMillisMax())));
    await("appends are acknowledged", () -> witnessed.acknowledged() >= enough);
    pause(Duration.ofNanos(random.nextLong(50_000_000)));
  }

  private void killSomething(ChildService service) {
    int what = plan.servicesToo() ? random.nextInt(3) : 0;
    if (what != 1) {
      database.kill();
      serverKills++;
    }
    if (what != 0) {
      service.kill();
      serviceKills++;
    }
    if (what != 1) {
      database.launch();
    }
    if (what != 0) {
      service.start();
    }
  }

  /// How long it takes from when PostgreSQL answers again until an append is acknowledged again.
  private void awaitResumption() {
    long before = witnessed.acknowledged();
    long begun = System.nanoTime();
    await("appends go on", () -> witnessed.acknowledged() > before);
    resumptions.add(System.nanoTime() - begun);
  }

  private long endInOrder(ChildService service, Vertx vertx) {
    var reader = new LogReader(database.pool(vertx, LOG, 1));
    service.end();
    long head = EventLog.await(reader.head());
    // Its subscriber ended with it: one more, that appends nothing, shows the rest.
    service.startSubscriberAlone();
    await("the subscriber reaches the end", () -> witnessed.seenByService() >= head);
    service.end();
    return head;
  }

  /// A subscriber of this process: its cursor outlives every restart of PostgreSQL.
  private void follow(LogReader reader) {
    while (!over) {
      try {
        var page = EventLog.await(reader.after(witnessed.seenApart(), PAGE_EVENTS));
        page.forEach(
            event -> witnessed.shownApart(event.position(), Request.numberOf(event.envelope())));
        if (page.isEmpty()) {
          pause(Duration.ofMillis(10));
        }
      } catch (CompletionException _) {
        // The database is down; it comes back.
        pause(Duration.ofMillis(20));
      }
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + STALL_MAX.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new StackFault(
            "Waited in vain: " + what, "Run it again with the same seed and look at the log.");
      }
      pause(Duration.ofMillis(2));
    }
  }

  private static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}
