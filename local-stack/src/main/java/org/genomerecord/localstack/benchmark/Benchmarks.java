package org.genomerecord.localstack.benchmark;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;
import org.jspecify.annotations.Nullable;

/// The benchmarks there are. A new one is a class and a line here.
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new StartBenchmark(),
          new AppendBenchmark(),
          new SourceBenchmark(),
          new FaultsBenchmark(),
          new UploadFaultsBenchmark(),
          new DcbBenchmark(),
          new TamperBenchmark(),
          new VerifyBenchmark(),
          new LagBenchmark(),
          new DecisionsBenchmark(),
          new WithdrawalBenchmark(),
          new CanariesBenchmark(),
          new AuditBenchmark(),
          new PgxBenchmark(),
          new ValidateBenchmark(),
          new GenomeVcfBenchmark(),
          new PanelsBenchmark(),
          new FairBenchmark(),
          new FuzzBenchmark(),
          new ReinterpretBenchmark());

  private Benchmarks() {}

  /// How a benchmark is to be run.
  ///
  /// @param brief about a minute: enough to see that it works
  /// @param seed of everything random
  /// @param json where the report is written to as well
  /// @param markdown where the table for the documents is written to
  public record Wishes(boolean brief, long seed, @Nullable Path json, @Nullable Path markdown) {}

  /// Runs one benchmark and prints its report; without a name, lists them.
  ///
  /// @return 0, or 1 when a goal was missed or a negative control did not fail
  public static int run(
      @Nullable String name, Wishes wishes, Benchmark.Stacks stacks, PrintWriter out) {
    if (name == null) {
      ALL.forEach(one -> out.printf(Locale.ROOT, "%-13s %s%n", one.name(), one.about()));
      out.flush();
      return 0;
    }
    Benchmark chosen =
        ALL.stream()
            .filter(benchmark -> benchmark.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new StackFault("There is no benchmark '" + name + "'", "There are: " + names()));
    Report report = report(chosen, wishes, stacks, out);
    report.print(out);
    if (wishes.json() != null) {
      report.writeJson(wishes.json());
    }
    if (wishes.markdown() != null) {
      report.writeMarkdown(wishes.markdown());
    }
    if (report.isMet()) {
      return 0;
    }
    out.println();
    out.println(
        "✖ Not every goal is reached, so the exit code is 1. What counts is the long form on a"
            + " machine that does nothing else.");
    out.flush();
    return 1;
  }

  private static Report report(
      Benchmark chosen, Wishes wishes, Benchmark.Stacks stacks, PrintWriter out) {
    Path home = LocalStack.checkout();
    var facts = new LinkedHashMap<String, String>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.putAll(Machine.facts(home));
    facts.put("seed", Long.toString(wishes.seed()));
    var bench =
        new Workbench(
            stacks,
            wishes.brief(),
            wishes.seed(),
            home.resolve(".genome").resolve("bench").resolve(chosen.name()),
            out);
    long begun = System.nanoTime();
    List<Measurement> measurements;
    try {
      measurements = chosen.run(bench);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    facts.put("took", Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    facts.putAll(bench.facts());
    var command =
        "./genome bench "
            + chosen.name()
            + (wishes.brief() ? " --short" : "")
            + " --seed "
            + wishes.seed();
    return new Report(command, facts, measurements);
  }

  private static String names() {
    return String.join(", ", ALL.stream().map(Benchmark::name).toList());
  }
}
