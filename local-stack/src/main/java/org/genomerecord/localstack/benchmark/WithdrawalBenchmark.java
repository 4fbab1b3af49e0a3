package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;

/// Whether a read that starts after a withdrawal was acknowledged ever succeeds, with 64 readers at
/// the gateway, and how long after the withdrawal was sent the last read succeeds.
///
/// Every third withdrawal is sent while all connections of consent-service to its database are cut;
/// it is sent again until it is acknowledged.
///
/// The control reads as a service with a cache of decisions would: once permitted, permitted for
/// two seconds. It has to be found.
final class WithdrawalBenchmark implements Benchmark {
  private static final int READERS = 64;
  private static final int READS_BRIEF = 3_000;
  private static final int READS = 100_000;
  private static final int READS_AFTER_EACH_BRIEF = 500;
  private static final int READS_AFTER_EACH = 1_500;
  private static final int READS_WARM_UP_BRIEF = 2_000;
  private static final int READS_WARM_UP = 20_000;
  private static final int CONTROL_READS_AFTER = 2_000;
  private static final long CACHED_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LAST_MILLIS_MAX = 100;
  private static final Map<String, String> TREAT = Map.of("Purpose-Of-Use", "TREAT");

  @Override
  public String name() {
    return "withdrawal";
  }

  @Override
  public String about() {
    return "reads that succeed after a withdrawal was acknowledged, with 64 readers and cut connections";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.start(bench)) {
      var patient = new Patient(own.stack());
      var sum = new Sum();
      int wanted = bench.brief() ? READS_BRIEF : READS;
      int each = bench.brief() ? READS_AFTER_EACH_BRIEF : READS_AFTER_EACH;
      // Until the virtual machines have compiled what they run, every read is slow.
      var warmUp =
          patient.withdrawn(bench.brief() ? READS_WARM_UP_BRIEF : READS_WARM_UP, false, false);
      bench.note("warm-up", "%,d reads after a withdrawal".formatted(warmUp.after()));
      for (int cycle = 0; sum.after < wanted; cycle++) {
        sum.add(patient.withdrawn(each, cycle % 3 == 2, false));
        bench.say("%,d reads after a withdrawal, %d succeeded".formatted(sum.after, sum.succeeded));
      }
      var control = patient.withdrawn(CONTROL_READS_AFTER, false, true);
      return List.of(
          Measurement.count("withdrawal.withdrawals", sum.cycles, "withdrawals"),
          Measurement.count("withdrawal.cut connections", sum.cuts, "withdrawals").atLeast(1),
          Measurement.count("withdrawal.reads before", sum.before, "reads").atLeast(1),
          Measurement.count("withdrawal.reads after", sum.after, "reads").atLeast(wanted),
          Measurement.count(
                  "withdrawal.succeeded after", sum.succeeded + warmUp.succeeded(), "reads")
              .atMost(0),
          Measurement.count("withdrawal.answered otherwise", sum.otherwise, "reads"),
          Measurement.of("withdrawal.last success p50", sum.last.percentileMillis(50), "ms"),
          Measurement.of("withdrawal.last success p99", sum.last.percentileMillis(99), "ms"),
          Measurement.of("withdrawal.last success max", sum.last.percentileMillis(100), "ms")
              .atMost(LAST_MILLIS_MAX),
          Measurement.count("withdrawal.succeeded after, cached", control.succeeded(), "reads")
              .controlAtLeast(1));
    }
  }

  /// @param begun and `ended` nanoseconds of the process's clock
  private record Read(long begun, long ended, int status) {}

  /// @param lastNanos from the withdrawal's acknowledgement to the end of the last read that
  ///   succeeded; 0: all had ended before
  /// @param cut whether connections were cut meanwhile
  private record Cycle(
      long before, long after, long succeeded, long otherwise, long lastNanos, boolean cut) {}

  /// All cycles so far.
  private static final class Sum {
    private long cycles;
    private long cuts;
    private long before;
    private long after;
    private long succeeded;
    private long otherwise;
    private final Latencies last = new Latencies();

    void add(Cycle cycle) {
      cycles++;
      cuts += cycle.cut() ? 1 : 0;
      before += cycle.before();
      after += cycle.after();
      succeeded += cycle.succeeded();
      otherwise += cycle.otherwise();
      last.add(cycle.lastNanos());
    }
  }

  /// One patient of the stack, to whose record the readers turn.
  private static final class Patient {
    private final Stack stack;
    private final Tokens tokens;
    private final Door door;
    private final String pseudonym;

    Patient(Stack stack) {
      this.stack = stack;
      this.tokens = new Tokens(stack);
      this.door = new Door(stack.gateway());
      this.pseudonym =
          expect(
                  201,
                  door.post(
                      "/patients",
                      tokens.user("dr-grey"),
                      Map.of(
                          "identifier",
                          Map.of("system", "urn:oid:2.999.1.1", "value", "B-" + UUID.randomUUID()),
                          "name",
                          "Bea Synthetic",
                          "account",
                          SampleUser.PAT.subject())))
              .path("patient")
              .asText();
    }

    private static JsonNode expect(int status, Door.Answer answer) {
      if (answer.status() != status) {
        throw new StackFault("The stack answered " + answer, "See the logs of its services");
      }
      return answer.json();
    }

    private String consents() {
      return "/patients/" + pseudonym + "/consents";
    }

    private String granted() {
      var provision =
          Map.of(
              "type", "permit",
              "purposesOfUse", List.of("TREAT"),
              "actions", List.of("use"),
              "dataClasses", List.of("pharmacogenomic"),
              "until", Instant.now().plus(1, ChronoUnit.DAYS).toString());
      return expect(201, door.post(consents(), tokens.user("pat"), Map.of("provision", provision)))
          .path("consent")
          .asText();
    }

    /// Grants, has it read, withdraws, and has it read on.
    ///
    /// @param readsAfter at least so many begin after the acknowledgement
    Cycle withdrawn(int readsAfter, boolean cut, boolean cached) throws Exception {
      var consent = granted();
      var token = tokens.user("dr-grey");
      var own = tokens.user("pat");
      var acknowledged = new AtomicLong(Long.MAX_VALUE);
      var begunAfter = new AtomicLong();
      var ended = new AtomicBoolean();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var readers = new ArrayList<Future<List<Read>>>();
        for (int i = 0; i < READERS; i++) {
          var reader = new Reader(token, cached, acknowledged, begunAfter, ended, readsAfter);
          readers.add(threads.submit(reader));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        withdraw(consent, own, cut);
        acknowledged.set(System.nanoTime());
        var reads = new ArrayList<Read>();
        for (var reader : readers) {
          reads.addAll(reader.get());
        }
        return cycle(reads, acknowledged.get(), cut);
      } finally {
        ended.set(true);
      }
    }

    private static Cycle cycle(List<Read> reads, long acknowledged, boolean cut) {
      long before = reads.stream().filter(read -> read.begun() <= acknowledged).count();
      var succeeded = reads.stream().filter(read -> read.status() == 200).toList();
      return new Cycle(
          before,
          reads.size() - before,
          succeeded.stream().filter(read -> read.begun() > acknowledged).count(),
          reads.stream().filter(read -> read.status() != 200 && read.status() != 403).count(),
          succeeded.stream().mapToLong(read -> read.ended() - acknowledged).max().orElse(0),
          cut);
    }

    private void withdraw(String consent, String token, boolean cut) throws SQLException {
      if (cut) {
        cutConnections();
      }
      while (door.delete(consents() + "/" + consent, token).status() != 200) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }

    private void cutConnections() throws SQLException {
      try (var connection =
              DriverManager.getConnection(
                  stack.jdbcUrl("consent"), "postgres", stack.secret("postgresql"));
          var statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = 'consent' AND pid <> pg_backend_pid()");
      }
    }

    /// Reads on and on until enough reads of all readers began after the acknowledgement.
    private final class Reader implements Callable<List<Read>> {
      private final String token;
      private final boolean cached;
      private final AtomicLong acknowledged;
      private final AtomicLong begunAfter;
      private final AtomicBoolean ended;
      private final int readsAfter;
      private long permittedAt = Long.MIN_VALUE;

      Reader(
          String token,
          boolean cached,
          AtomicLong acknowledged,
          AtomicLong begunAfter,
          AtomicBoolean ended,
          int readsAfter) {
        this.token = token;
        this.cached = cached;
        this.acknowledged = acknowledged;
        this.begunAfter = begunAfter;
        this.ended = ended;
        this.readsAfter = readsAfter;
      }

      @Override
      public List<Read> call() {
        var reads = new ArrayList<Read>();
        while (begunAfter.get() < readsAfter && !ended.get()) {
          long begun = System.nanoTime();
          if (begun > acknowledged.get()) {
            begunAfter.incrementAndGet();
          }
          int status = status(begun);
          reads.add(new Read(begun, System.nanoTime(), status));
        }
        return reads;
      }

      private int status(long now) {
        if (cached && permittedAt != Long.MIN_VALUE && now - permittedAt < CACHED_NANOS) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
          return 200;
        }
        var answer = door.get("/fhir/DiagnosticReport?subject=Patient/" + pseudonym, token, TREAT);
        if (answer.status() == 200) {
          permittedAt = now;
        }
        return answer.status();
      }
    }
  }
}
