package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long a request for patient data takes to be decided: the judging alone, beside Cedar; until
/// the decision is made and durable, beside the engine that appends such an event when nobody
/// decides; and until it is answered over HTTP by the real consent-service, with both tokens
/// checked and the subject key sealed to the request.
final class DecisionsBenchmark implements Benchmark {
  private static final List<Integer> RULES = List.of(5, 50, 500);
  private static final List<Integer> CALLERS = List.of(1, 16, 64);
  private static final int COMPARED_RULES = 50;
  private static final int COMPARED_CALLERS = 64;
  private static final double JUDGED_MICROS_MAX = 20;
  private static final double DECIDED_OVER_APPENDED_MIN = 0.6;
  private static final double ANSWERED_MILLIS_MAX = 25;

  @Override
  public String name() {
    return "decisions";
  }

  @Override
  public String about() {
    return "decisions made, recorded and answered a second, beside bare appends and Cedar";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    var memory =
        Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "checkpoint_timeout", "30min");
    var measurements = new ArrayList<Measurement>();
    try (var stack = LagStack.start(bench, memory)) {
      memory.forEach(bench::note);
      bench.note("fsync", "on");
      var program = new ConsentBenchmarks(bench, stack);
      measurements.addAll(judged(bench, program));
      measurements.addAll(recorded(bench, program));
      stack.startConsentService();
      measurements.addAll(answered(bench, stack));
    }
    return measurements;
  }

  private static List<Measurement> judged(Workbench bench, ConsentBenchmarks program)
      throws Exception {
    bench.say("judging, alone");
    var scores = program.judging(RULES);
    var measurements = new ArrayList<Measurement>();
    for (int rules : RULES) {
      var ours =
          Measurement.of("decisions.judged." + rules, scores.get("ours", rules), "µs")
              .against(scores.get("cedars", rules));
      measurements.add(rules == COMPARED_RULES ? ours.atMost(JUDGED_MICROS_MAX) : ours);
    }
    return measurements;
  }

  private static List<Measurement> recorded(Workbench bench, ConsentBenchmarks program)
      throws Exception {
    var measurements = new ArrayList<Measurement>();
    for (int callers : CALLERS) {
      bench.say("recording, %d callers".formatted(callers));
      var rules = callers == COMPARED_CALLERS || !bench.brief() ? RULES : List.of(COMPARED_RULES);
      var scores = program.recording(rules, callers);
      for (int one : rules) {
        var name = "decisions.recorded.%d.%d".formatted(one, callers);
        double appended = perSecond(callers, scores.get("appended", one));
        var rate =
            Measurement.of(name, perSecond(callers, scores.get("decided", one)), "1/s")
                .against(appended);
        measurements.add(
            callers == COMPARED_CALLERS
                ? rate.atLeast(DECIDED_OVER_APPENDED_MIN * appended)
                : rate);
        for (var percent : List.of("50", "99")) {
          measurements.add(
              Measurement.of(
                      name + ".p" + percent, scores.percentile("decided", one, percent), "ms")
                  .against(scores.percentile("appended", one, percent)));
        }
      }
    }
    return measurements;
  }

  /// What consent-service has used of the processors so far.
  private static Duration processor(LagStack stack) {
    return stack.latest().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Little's law: the callers are a closed loop.
  private static double perSecond(int callers, double meanMillis) {
    return callers / meanMillis * 1_000;
  }

  private static List<Measurement> answered(Workbench bench, LagStack stack) throws Exception {
    var measurements = new ArrayList<Measurement>();
    var vertx = Vertx.vertx();
    try (var asking = new DecisionsAsked(stack, vertx)) {
      var warmUp = Duration.ofSeconds(bench.brief() ? 10 : 30);
      var between = Duration.ofSeconds(1);
      var measured = Duration.ofSeconds(bench.brief() ? 4 : 15);
      bench.note("warm-up over HTTP", warmUp.toSeconds() + " s");
      boolean warm = false;
      for (int rules : RULES) {
        var patients = asking.patients(rules);
        for (int callers : CALLERS) {
          var before = processor(stack);
          var figures =
              Load.run(
                  callers,
                  number -> asking.caller(patients, number),
                  warm ? between : warmUp,
                  measured);
          double micros = processor(stack).minus(before).toNanos() / 1e3 / figures.allCalls();
          warm = true;
          var name = "decisions.answered.%d.%d".formatted(rules, callers);
          bench.say(String.format(Locale.ROOT, "%s %,.0f/s", name, figures.perSecond()));
          measurements.add(Measurement.of(name, figures.perSecond(), "1/s"));
          measurements.add(
              Measurement.of(name + ".p50", figures.latencies().percentileMillis(50), "ms"));
          var slow = Measurement.of(name + ".p99", figures.latencies().percentileMillis(99), "ms");
          measurements.add(callers == COMPARED_CALLERS ? slow.atMost(ANSWERED_MILLIS_MAX) : slow);
          measurements.add(Measurement.of(name + ".processor", micros, "µs"));
        }
      }
      // What is refused must not pass for an answer.
      measurements.add(
          Measurement.count("decisions.without a consent", asking.deniedWithoutConsent(), "denials")
              .controlAtLeast(1));
    } finally {
      EventLog.await(vertx.close());
    }
    return measurements;
  }
}
