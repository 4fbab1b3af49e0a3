package org.genomerecord.localstack.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What kill -9 does to a log: of PostgreSQL, of the service that appends, of both, at random.
final class FaultsBenchmark implements Benchmark {
  private static final FaultSeries.Plan LONG = new FaultSeries.Plan(200, 1_000_000, 1_200, true);
  private static final FaultSeries.Plan SHORT = new FaultSeries.Plan(6, 2_000, 800, true);
  private static final FaultSeries.Plan CONTROL_LONG = new FaultSeries.Plan(20, 20_000, 800, false);
  private static final FaultSeries.Plan CONTROL_SHORT = new FaultSeries.Plan(2, 500, 500, false);

  /// The lie that the control tells: acknowledged before it is durable. The writer is slowed so
  /// that a short series shows it too.
  static final Map<String, String> NOT_DURABLE =
      Map.of("synchronous_commit", "off", "wal_writer_delay", "10s");

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public String about() {
    return "what is lost, doubled or skipped when PostgreSQL and the service are killed";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    var measurements = new ArrayList<Measurement>();
    bench.say("control: synchronous_commit off, wal_writer_delay 10s");
    try (var database = Database.start(bench, NOT_DURABLE)) {
      var control =
          new FaultSeries(bench, database, bench.brief() ? CONTROL_SHORT : CONTROL_LONG).run();
      measurements.add(
          Measurement.count("faults.unsynced.lost", control.lost(), "appends").controlAtLeast(1));
      measurements.add(
          Measurement.count("faults.unsynced.acknowledged", control.acknowledged(), "appends"));
      measurements.add(
          Measurement.count("faults.unsynced.kills-of-postgresql", control.serverKills(), "kills"));
    }
    bench.say("as the services run");
    var plan = bench.brief() ? SHORT : LONG;
    try (var database = Database.start(bench)) {
      measurements.addAll(
          new FaultSeries(bench, database, plan)
              .run()
              .measurements("faults", plan.cycles(), plan.acknowledgedMin()));
    }
    return measurements;
  }
}
