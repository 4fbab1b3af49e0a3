package org.genomerecord.localstack.benchmark;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;

/// How many panels of 1,000 records many laboratories get accepted in a second, all at once, and
/// how long each waits until it is accepted and until it is interpreted.
///
/// Acceptance is timed by the laboratory's clock; interpretation from there to the moment that the
/// interpretation is on record with, of the same machine's clock. Beside it, one laboratory alone,
/// one panel after the other.
final class PanelsBenchmark implements Benchmark {
  private static final int LABS_BRIEF = 8;
  private static final int LABS = 64;
  private static final int PANELS_BRIEF = 8;
  private static final int PANELS = 16;
  private static final Duration WAIT_MAX = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public String name() {
    return "panels";
  }

  @Override
  public String about() {
    return "panels of 1,000 records of 64 laboratories at once, to accepted and to interpreted";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.startWithWholeCompiler(bench)) {
      int panels = bench.brief() ? PANELS_BRIEF : PANELS;
      var labs =
          new PanelLabs(own.stack(), bench.folder().resolve("lab.pem"), new Random(bench.seed()));
      var all = new ArrayList<String>();
      for (int i = 0; i < (bench.brief() ? LABS_BRIEF : LABS); i++) {
        all.add(labs.admit("bench-lab-" + i, PanelLabs.UNLIMITED_PER_MINUTE));
      }
      bench.note("laboratories", all.size() + ", one submission at a time each");
      interpreted(own.stack(), labs.round(all, panels).begun()); // warm-up
      var alone = labs.round(all.subList(0, 1), panels);
      interpreted(own.stack(), alone.begun());
      var round = labs.round(all, panels);
      var interpreted = interpreted(own.stack(), round.begun());
      double rate = round.begun().size() / round.seconds();
      double rateAlone = alone.begun().size() / alone.seconds();
      return List.of(
          Measurement.count("panels.submissions", round.begun().size(), "files"),
          Measurement.of("panels.rate", rate, "1/s").against(rateAlone),
          Measurement.of("panels.accepted.p50", round.accepted().percentileMillis(50), "ms"),
          Measurement.of("panels.accepted.p99", round.accepted().percentileMillis(99), "ms"),
          Measurement.of("panels.interpreted.p50", interpreted.percentileMillis(50), "ms"),
          Measurement.of("panels.interpreted.p99", interpreted.percentileMillis(99), "ms"),
          Measurement.of("panels.rate of one laboratory", rateAlone, "1/s"));
    }
  }

  /// Waits until every one is interpreted.
  private static Latencies interpreted(Stack stack, Map<String, Instant> begun)
      throws SQLException {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (true) {
      var latencies = new Latencies();
      try (var connection =
              DriverManager.getConnection(
                  stack.jdbcUrl("interpretation"), "postgres", stack.secret("postgresql"));
          var statement =
              connection.prepareStatement(
                  "SELECT accession, issued_at FROM report"
                      + " WHERE interpretation IS NOT NULL AND accession = ANY (?)")) {
        statement.setArray(1, connection.createArrayOf("text", begun.keySet().toArray()));
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            var from = begun.get(rows.getString(1));
            latencies.add(Duration.between(from, rows.getTimestamp(2).toInstant()).toNanos());
          }
        }
      }
      if (latencies.count() >= begun.size()) {
        return latencies;
      }
      if (System.nanoTime() > deadline) {
        throw new StackFault(
            begun.size() - latencies.count() + " panels are not interpreted",
            "See the logs of the services");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
