package org.genomerecord.localstack.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Whether a condition ever fails to hold: many callers, hot tags, connections that are cut.
final class DcbBenchmark implements Benchmark {
  private static final int ACCEPTED_LONG = 1_000_000;
  private static final int ACCEPTED_SHORT = 2_000;

  @Override
  public String name() {
    return "dcb";
  }

  @Override
  public String about() {
    return "consistency boundaries violated by 64 callers on hot tags with cut connections";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    var measurements = new ArrayList<Measurement>();
    try (var database = Database.start(bench)) {
      bench.say("control: the unlocked check");
      var control =
          UnlockedCheck.run(database, bench.seed(), Duration.ofSeconds(bench.brief() ? 3 : 10));
      measurements.add(
          Measurement.count("dcb.unlocked.violations", control.violations(), "appends")
              .controlAtLeast(1));
      measurements.add(Measurement.count("dcb.unlocked.accepted", control.accepted(), "appends"));
      bench.say("as the services run");
      long begun = System.nanoTime();
      int enough = bench.brief() ? ACCEPTED_SHORT : ACCEPTED_LONG;
      var bound = bench.brief() ? Duration.ofSeconds(40) : Duration.ofHours(1);
      var race = new HotTagRace(bench, database).run(enough, bench.brief() ? 200 : 2_000, bound);
      double seconds = (System.nanoTime() - begun) / 1e9;
      measurements.add(
          Measurement.count("dcb.accepted", race.accepted(), "appends").atLeast(enough));
      measurements.add(Measurement.count("dcb.attempts", race.attempts(), "appends"));
      measurements.add(Measurement.count("dcb.conflicts", race.conflicts(), "appends"));
      measurements.add(Measurement.count("dcb.cuts", race.cuts(), "cuts").atLeast(1));
      measurements.add(Measurement.count("dcb.sent-again", race.sentAgain(), "appends"));
      measurements.add(Measurement.of("dcb.accepted-a-second", race.accepted() / seconds, "1/s"));
      measurements.add(Measurement.count("dcb.violations", race.violations(), "appends").atMost(0));
      measurements.add(Measurement.count("dcb.lost", race.lost(), "appends").atMost(0));
      measurements.add(Measurement.count("dcb.doubled", race.doubled(), "events").atMost(0));
      measurements.add(Measurement.count("dcb.gaps", race.gaps(), "positions").atMost(0));
    }
    return measurements;
  }
}
