package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// How many events a second are durably appended under a condition of two tags, and how long one
/// takes: through the engine alone and through Axon's command path, beside plain inserts and Axon's
/// own engine on the same server in the same run.
final class AppendBenchmark implements Benchmark {
  private static final List<Integer> CALLERS = List.of(1, 8, 64, 512);
  private static final int COMPARED_CALLERS = 64;

  /// "20,000 a second where the plain inserts do 10,000."
  private static final double ENGINE_OVER_PLAIN_RATE_MIN = 2;

  private static final double ENGINE_OVER_PLAIN_MIN = 3;
  private static final double COMMAND_OVER_ENGINE_MIN = 0.5;

  private record Cell(AppendSubject subject, int callers) {}

  @Override
  public String name() {
    return "append";
  }

  @Override
  public String about() {
    return "durable appends a second under a condition of two tags, beside plain inserts";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    var warmUp = Duration.ofMillis(bench.brief() ? 300 : 1_000);
    var measured = Duration.ofMillis(bench.brief() ? 1_200 : 5_000);
    var rounds = new HashMap<Cell, List<AppendRound>>();
    var vertx = Vertx.vertx();
    try (var database = Database.start(bench)) {
      for (var subject : AppendSubject.values()) {
        bench.say("warming up " + subject.text());
        AppendRound.measure(
            subject, COMPARED_CALLERS, database, vertx, bench.seed(), warmUp, measured);
      }
      var order = new Random(bench.seed());
      for (int round = 0; round < (bench.brief() ? 1 : 3); round++) {
        for (var cell : shuffled(order)) {
          var one =
              AppendRound.measure(
                  cell.subject(), cell.callers(), database, vertx, bench.seed(), warmUp, measured);
          bench.say(
              String.format(
                  Locale.ROOT,
                  "%-8s %4d callers %,9.0f/s",
                  cell.subject().text(),
                  cell.callers(),
                  one.perSecond()));
          rounds.computeIfAbsent(cell, _ -> new ArrayList<>()).add(one);
        }
      }
    } finally {
      EventLog.await(vertx.close());
    }
    return measurements(rounds);
  }

  private static List<Cell> shuffled(Random order) {
    var cells = new ArrayList<Cell>();
    for (var subject : AppendSubject.values()) {
      CALLERS.forEach(callers -> cells.add(new Cell(subject, callers)));
    }
    Collections.shuffle(cells, order);
    return cells;
  }

  private static List<Measurement> measurements(Map<Cell, List<AppendRound>> rounds) {
    var measurements = new ArrayList<Measurement>();
    for (var subject : AppendSubject.values()) {
      for (int callers : CALLERS) {
        var cell = new Cell(subject, callers);
        var name = "append." + subject.text() + "." + callers;
        var rate = Measurement.of(name, median(rounds, cell, AppendRound::perSecond), "1/s");
        if (subject != AppendSubject.PLAIN) {
          rate =
              rate.against(
                  median(rounds, new Cell(AppendSubject.PLAIN, callers), AppendRound::perSecond));
        }
        if (subject == AppendSubject.ENGINE && callers == COMPARED_CALLERS) {
          rate = rate.atLeast(ENGINE_OVER_PLAIN_RATE_MIN * rate.reference().orElseThrow());
        }
        measurements.add(rate);
        for (String percent : List.of("50", "99", "99.9")) {
          measurements.add(
              Measurement.of(
                  name + ".p" + percent,
                  median(rounds, cell, round -> round.millis(Double.parseDouble(percent))),
                  "ms"));
        }
      }
    }
    measurements.addAll(ratios(rounds));
    measurements.addAll(whereTheTimeGoes(rounds));
    return measurements;
  }

  private static List<Measurement> ratios(Map<Cell, List<AppendRound>> rounds) {
    ToDoubleFunction<AppendSubject> rate =
        subject -> median(rounds, new Cell(subject, COMPARED_CALLERS), AppendRound::perSecond);
    double engine = rate.applyAsDouble(AppendSubject.ENGINE);
    return List.of(
        Measurement.of(
                "append.engine-over-plain." + COMPARED_CALLERS,
                engine / rate.applyAsDouble(AppendSubject.PLAIN),
                "times")
            .atLeast(ENGINE_OVER_PLAIN_MIN),
        // What the goal asks of Axon's own engine: it has to miss it, or everything would reach it.
        Measurement.of(
                "append.goal-over-jpa." + COMPARED_CALLERS,
                ENGINE_OVER_PLAIN_MIN
                    * rate.applyAsDouble(AppendSubject.PLAIN)
                    / rate.applyAsDouble(AppendSubject.JPA),
                "times")
            .controlAtLeast(1),
        Measurement.of(
            "append.engine-over-jpa." + COMPARED_CALLERS,
            engine / rate.applyAsDouble(AppendSubject.JPA),
            "times"),
        Measurement.of(
                "append.command-over-engine." + COMPARED_CALLERS,
                rate.applyAsDouble(AppendSubject.COMMAND) / engine,
                "times")
            .atLeast(COMMAND_OVER_ENGINE_MIN));
  }

  private static List<Measurement> whereTheTimeGoes(Map<Cell, List<AppendRound>> rounds) {
    var measurements = new ArrayList<Measurement>();
    for (int callers : CALLERS) {
      var cell = new Cell(AppendSubject.COMMAND, callers);
      var name = "append.command." + callers + ".mean-";
      double sourcing = median(rounds, cell, AppendRound::sourcing);
      double appending = median(rounds, cell, AppendRound::appending);
      double whole = median(rounds, cell, round -> round.meanMillis(callers));
      measurements.add(Measurement.of(name + "sourcing", sourcing, "ms"));
      measurements.add(Measurement.of(name + "appending", appending, "ms"));
      measurements.add(Measurement.of(name + "rest", whole - sourcing - appending, "ms"));
    }
    for (var subject : AppendSubject.values()) {
      var cell = new Cell(subject, COMPARED_CALLERS);
      var name = "append." + subject.text() + "." + COMPARED_CALLERS + ".processor-";
      measurements.add(
          Measurement.of(name + "client", median(rounds, cell, AppendRound::clientMicros), "µs"));
      measurements.add(
          Measurement.of(name + "server", median(rounds, cell, AppendRound::serverMicros), "µs"));
    }
    return measurements;
  }

  private static double median(
      Map<Cell, List<AppendRound>> rounds, Cell cell, ToDoubleFunction<AppendRound> figure) {
    var sorted =
        rounds.getOrDefault(cell, List.of()).stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
