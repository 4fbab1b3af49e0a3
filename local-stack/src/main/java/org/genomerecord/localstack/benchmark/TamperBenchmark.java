package org.genomerecord.localstack.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.genomerecord.ledger.audit.AuditRequest;
import org.genomerecord.ledger.audit.AuditResult;
import org.genomerecord.ledger.audit.AuditedLog;
import org.genomerecord.ledger.audit.Progress;
import org.genomerecord.ledger.audit.Verification;
import org.genomerecord.ledger.tampering.Mutation;
import org.genomerecord.ledger.tampering.Power;
import org.genomerecord.ledger.tampering.SyntheticKeys;
import org.genomerecord.ledger.tampering.SyntheticLogs;
import org.genomerecord.ledger.tampering.TamperedExport;

/// Whether an auditor finds each way to tamper with a log, by what, and which ways nobody could
/// find without a witness. Each round does everything once, at random places of random logs.
final class TamperBenchmark implements Benchmark {
  private static final int PATIENTS = 40;
  private static final List<AuditedLog> LOGS = List.of(AuditedLog.values());

  @Override
  public String name() {
    return "tamper";
  }

  @Override
  public String about() {
    return "ways to tamper with a log: found, of how many, and by what";
  }

  /// What the auditor has besides the export.
  private enum Auditor {
    /// A policy that asks for a witness.
    WITNESS,
    /// No witness, and the newest checkpoint from before.
    CHECKPOINT,
    /// No witness and no earlier checkpoint.
    NOTHING
  }

  /// How often one way was tried and found.
  private static final class Tally {
    private int tried;
    private int found;
    private final Map<String, Integer> by = new LinkedHashMap<>();

    void add(AuditResult result) {
      tried++;
      if (!result.isProven()) {
        found++;
      }
      result.counts().keySet().stream()
          .sorted()
          .forEach(check -> by.merge(check.code(), 1, Integer::sum));
    }
  }

  @Override
  public List<Measurement> run(Workbench bench) {
    int rounds = bench.brief() ? 2 : 20;
    var random = new Random(bench.seed());
    var tallies = new LinkedHashMap<String, Tally>();
    for (int round = 0; round < rounds; round++) {
      new Round(bench.emptyFolder(), random, tallies).run();
      bench.say("round %d of %d".formatted(round + 1, rounds));
    }
    return measurements(bench, tallies);
  }

  private static List<Measurement> measurements(Workbench bench, Map<String, Tally> tallies) {
    var measurements = new ArrayList<Measurement>();
    tallies.forEach((way, tally) -> {
      var by = tally.by.isEmpty() ? "nothing" : tally.by.toString().replaceAll("[{}]", "");
      bench.note(way, "found %d of %d, by: %s".formatted(tally.found, tally.tried, by));
      var name = "tamper." + way;
      if (way.equals("untouched")) {
        measurements.add(Measurement.count(name + ".discrepancies", tally.found, "runs").atMost(0));
      } else if (!way.endsWith(".nothing")) {
        measurements.add(
            Measurement.count(name, tally.found, "found")
                .against(tally.tried)
                .atLeast(tally.tried));
      } else if (way.startsWith("rewrite-everything") || way.startsWith("split-view")) {
        // A verifier that finds these without a witness finds something that is not there.
        measurements.add(
            Measurement.count(name + ".missed", tally.tried - tally.found, "missed")
                .controlAtLeast(tally.tried));
      } else {
        measurements.add(Measurement.count(name, tally.found, "found").against(tally.tried));
      }
    });
    return measurements;
  }

  /// One round, with keys and events of its own.
  private static final class Round {
    private final Path folder;
    private final Path kept;
    private final Random random;
    private final Map<String, Tally> tallies;
    private final SyntheticKeys keys = new SyntheticKeys();
    private final SyntheticLogs logs;
    private final TamperedExport export;

    Round(Path folder, Random random, Map<String, Tally> tallies) {
      this.folder = folder.resolve("export");
      this.kept = folder.resolve("kept");
      this.random = random;
      this.tallies = tallies;
      this.logs = SyntheticLogs.of(random.nextLong(), PATIENTS);
      this.export = new TamperedExport(this.folder, logs, keys);
    }

    void run() {
      export.writeHonest();
      audit("untouched", Auditor.WITNESS);
      for (var mutation : Mutation.values()) {
        for (var power : Power.values()) {
          tamper(mutation, power);
        }
      }
      clockOfAnHonestLog();
      splitView("split-view-of-one-size", log -> logs.entries(log).size());
      splitView("split-view-of-two-sizes", log -> 2 + random.nextInt(logs.entries(log).size() - 2));
    }

    private void tamper(Mutation mutation, Power power) {
      var log = anyLog();
      var way = code(mutation) + "." + code(power);
      TamperedExport.write(kept, export.honest(log));
      export.tamper(log, mutation, power, random);
      if (power == Power.KEY) {
        audit(way + ".witness", Auditor.WITNESS);
        audit(way + ".checkpoint", Auditor.CHECKPOINT);
        audit(way + ".nothing", Auditor.NOTHING);
      } else {
        audit(way, Auditor.NOTHING);
      }
      export.writeHonest(log);
    }

    /// The clock was wrong when the events were recorded; log and witness sign what they got.
    private void clockOfAnHonestLog() {
      var log = anyLog();
      var entries = Mutation.ROLL_BACK_THE_CLOCK.of(logs.entries(log), random);
      export.replace(log, entries);
      export.cosign(log, entries);
      audit("roll-back-the-clock.cosigned", Auditor.WITNESS);
      export.writeHonest(log);
    }

    /// Somebody else was shown another history, and shows its checkpoint.
    private void splitView(String way, ToIntFunction<AuditedLog> size) {
      var log = anyLog();
      var other =
          Mutation.UPDATE_ONE.of(logs.entries(log).subList(0, size.applyAsInt(log)), random);
      TamperedExport.write(kept, export.signed(log, other));
      audit(way + ".both-seen", Auditor.CHECKPOINT);
      audit(way + ".nothing", Auditor.NOTHING);
    }

    private void audit(String way, Auditor auditor) {
      var request = AuditRequest.of(folder, List.of(keys.policy(auditor == Auditor.WITNESS)));
      if (auditor == Auditor.CHECKPOINT) {
        request = request.with(List.of(kept));
      }
      tallies.computeIfAbsent(way, _ -> new Tally()).add(Verification.run(request, Progress.NONE));
    }

    private AuditedLog anyLog() {
      return LOGS.get(random.nextInt(LOGS.size()));
    }

    private static String code(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
