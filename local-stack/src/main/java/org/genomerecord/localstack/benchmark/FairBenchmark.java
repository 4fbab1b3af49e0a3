package org.genomerecord.localstack.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How long laboratories wait for the outcome of a panel while another floods at ten times its
/// quota.
///
/// Its quota is what each of the others comes to on a machine that they keep busy: quotas that are
/// more than the machine together are felt, whoever fills them.
///
/// The control floods without a quota, with larger files, and in the name of the very laboratory
/// that waits: then there is one line, first come first served, and the flood has to be felt.
final class FairBenchmark implements Benchmark {
  private static final int LABS_BRIEF = 4;
  private static final int LABS = 64;
  private static final int PANELS_BRIEF = 15;
  private static final int PANELS = 16;
  private static final int LARGE_RECORDS = 20_000;
  private static final int FLOOD_QUOTA_PER_MINUTE = 12;
  private static final int FLOOD_PER_SECOND = FLOOD_QUOTA_PER_MINUTE * 10 / 60;
  private static final int CONTROL_PER_SECOND = 20;
  private static final double MOVED_MAX = 1.2;
  private static final int ACCEPTED = 200;
  private static final int RECEIVED = 202;
  private static final int TOO_MANY = 429;

  @Override
  public String name() {
    return "fair";
  }

  @Override
  public String about() {
    return "panels of many laboratories while another floods at ten times its quota";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.startWithWholeCompiler(bench)) {
      int panels = bench.brief() ? PANELS_BRIEF : PANELS;
      var random = new Random(bench.seed());
      var labs = new PanelLabs(own.stack(), bench.folder().resolve("lab.pem"), random);
      var all = new ArrayList<String>();
      for (int i = 0; i < (bench.brief() ? LABS_BRIEF : LABS); i++) {
        all.add(labs.admit("bench-lab-" + i, PanelLabs.UNLIMITED_PER_MINUTE));
      }
      var flooding = labs.admit("bench-flood", FLOOD_QUOTA_PER_MINUTE);
      var flood = new Flood(labs, flooding, labs.panel(), FLOOD_PER_SECOND);
      bench.note(
          "laboratories", all.size() + ", one submission at a time each, and one that floods");
      // Each round begins when nothing of the one before is left to do.
      Interpretations.await(own.stack(), labs.round(all, panels).begun()); // warm-up
      var alone = labs.round(all, panels);
      var quiet = alone.accepted();
      Interpretations.await(own.stack(), alone.begun());
      var round = flood.during(() -> labs.round(all, panels));
      var flooded = round.accepted();
      bench.say(
          "p99 %.0f ms, while one floods %.0f ms"
              .formatted(quiet.percentileMillis(99), flooded.percentileMillis(99)));
      bench.note("answers to the flood by status", flood.answers().toString());
      var line = all.subList(0, 1);
      var large = PanelLabs.vcf(LARGE_RECORDS, random);
      var control =
          new Flood(labs, line.getFirst(), large, CONTROL_PER_SECOND)
              .during(() -> labs.round(line, panels))
              .accepted();
      double p99 = quiet.percentileMillis(99);
      return List.of(
          Measurement.count("fair.submissions", quiet.count() + flooded.count(), "files"),
          Measurement.count("fair.flood sent", flood.sent(), "files").atLeast(1),
          Measurement.count("fair.flood refused", flood.answered(TOO_MANY), "files").atLeast(1),
          Measurement.count(
                  "fair.flood answered otherwise",
                  flood.sent() - flood.taken() - flood.answered(TOO_MANY),
                  "files")
              .atMost(0),
          Measurement.count("fair.others told to wait", round.toldToWait(), "times").atMost(0),
          Measurement.of("fair.p50 alone", quiet.percentileMillis(50), "ms"),
          Measurement.of("fair.p99 alone", p99, "ms"),
          Measurement.of("fair.p50 while flooded", flooded.percentileMillis(50), "ms"),
          Measurement.of("fair.p99 while flooded", flooded.percentileMillis(99), "ms")
              .against(p99)
              .atMost(p99 * MOVED_MAX),
          Measurement.of("fair.p99 in one line with the flood", control.percentileMillis(99), "ms")
              .against(p99)
              .controlAtLeast(p99 * MOVED_MAX));
    }
  }

  @FunctionalInterface
  private interface Others {
    PanelLabs.Round send() throws Exception;
  }

  /// A laboratory that sends a file at a steady pace, however long the answers take.
  private static final class Flood {
    private final PanelLabs labs;
    private final String laboratory;
    private final byte[] file;
    private final int perSecond;
    private final AtomicLong sent = new AtomicLong();

    /// How many were answered so, by status.
    private final Map<Integer, Long> answers = new ConcurrentSkipListMap<>();

    Flood(PanelLabs labs, String laboratory, byte[] file, int perSecond) {
      this.labs = labs;
      this.laboratory = laboratory;
      this.file = file;
      this.perSecond = perSecond;
    }

    long sent() {
      return sent.get();
    }

    Map<Integer, Long> answers() {
      return answers;
    }

    long answered(int status) {
      return answers.getOrDefault(status, 0L);
    }

    /// How many were let in, whether their outcome was known by the answer or not.
    long taken() {
      return answered(RECEIVED) + answered(ACCEPTED);
    }

    /// @return what the others came to meanwhile
    PanelLabs.Round during(Others others) throws Exception {
      var ended = new AtomicBoolean();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var flooding = threads.submit(() -> send(threads, ended));
        try {
          return others.send();
        } finally {
          ended.set(true);
          flooding.get();
        }
      }
    }

    private void send(ExecutorService threads, AtomicBoolean ended) {
      var token = labs.token(laboratory);
      while (!ended.get()) {
        sent.incrementAndGet();
        threads.execute(() -> {
          int status = labs.submit(laboratory, token, file, "respond-async").status();
          answers.merge(status, 1L, Long::sum);
        });
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / perSecond);
      }
    }
  }
}
