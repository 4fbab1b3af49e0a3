package org.genomerecord.localstack.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How many panels of 1,000 records many laboratories get accepted in a second, all at once, and
/// how long each waits until it is accepted and until it is interpreted.
///
/// Acceptance is timed by the laboratory's clock; interpretation from there to the moment that the
/// interpretation is on record with, of the same machine's clock. Beside it, one laboratory alone,
/// one panel after the other. There is no goal but that all are interpreted.
final class PanelsBenchmark implements Benchmark {
  private static final int LABS_BRIEF = 8;
  private static final int LABS = 64;
  private static final int PANELS_BRIEF = 8;
  private static final int PANELS = 16;

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
      Interpretations.await(own.stack(), labs.round(all, panels).begun()); // warm-up
      var alone = labs.round(all.subList(0, 1), panels);
      Interpretations.await(own.stack(), alone.begun());
      var round = labs.round(all, panels);
      var interpreted = Interpretations.await(own.stack(), round.begun());
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
}
