package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;

/// Runs the benchmarks among consent-service's tests, which see what nothing outside of the service
/// does, as processes of their own (JMH).
final class ConsentBenchmarks {
  private static final String PACKAGE = "org.genomerecord.consent.disclosure.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workbench bench;
  private final LagStack stack;
  private final Path module = LocalStack.checkout().resolve("consent-service").resolve("target");

  /// @param stack whose log of ingestion-service is written to: nobody else does
  ConsentBenchmarks(Workbench bench, LagStack stack) {
    this.bench = bench;
    this.stack = stack;
  }

  /// What JMH found.
  record Scores(JsonNode results) {
    /// Mean, in the benchmark's own unit.
    double get(String method, int rules) {
      return metric(method, rules).path("score").asDouble(Double.NaN);
    }

    /// @param percent such as `99`
    double percentile(String method, int rules, String percent) {
      return metric(method, rules)
          .path("scorePercentiles")
          .path(percent + ".0")
          .asDouble(Double.NaN);
    }

    private JsonNode metric(String method, int rules) {
      return StreamSupport.stream(results.spliterator(), false)
          .filter(one -> one.path("benchmark").asText().endsWith("." + method))
          .filter(one -> one.at("/params/rules").asInt() == rules)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("JMH measured no " + method))
          .path("primaryMetric");
    }
  }

  Scores judging(List<Integer> rules) throws IOException, InterruptedException {
    return run("JudgingBenchmark", rules, 1);
  }

  Scores recording(List<Integer> rules, int callers) throws IOException, InterruptedException {
    return run("RecordingBenchmark", rules, callers);
  }

  private Scores run(String benchmark, List<Integer> rules, int threads)
      throws IOException, InterruptedException {
    var result = bench.folder().resolve(benchmark + "-" + threads + ".json");
    var log = bench.folder().resolve(benchmark + "-" + threads + ".log");
    var warmUp = bench.brief() ? List.of("-wi", "2", "-w", "1s") : List.of("-wi", "5", "-w", "2s");
    var measured = bench.brief() ? List.of("-i", "2", "-r", "1s") : List.of("-i", "5", "-r", "3s");
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dgenome.bench.url=" + url(),
            "-cp",
            classPath(),
            "org.openjdk.jmh.Main",
            PACKAGE + benchmark,
            "-f",
            "1",
            "-t",
            Integer.toString(threads),
            "-p",
            "rules=" + rules.stream().map(String::valueOf).collect(Collectors.joining(",")),
            "-rf",
            "json",
            "-rff",
            result.toString()));
    command.addAll(warmUp);
    command.addAll(measured);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("GENOME_BENCH_PASSWORD", stack.stack().secret("ingestion"));
    if (builder.start().waitFor() != 0 || !Files.exists(result)) {
      throw new StackFault(benchmark + " failed", lastOf(log));
    }
    return new Scores(JSON.readTree(result.toFile()));
  }

  private String url() {
    return "postgresql://ingestion@127.0.0.1:%d/ingestion"
        .formatted(stack.stack().port("postgresql"));
  }

  private String classPath() throws IOException {
    var listed = module.resolve("benchmark-class-path");
    if (!Files.exists(listed)) {
      throw new StackFault("consent-service is not built", "Run ./genome bench again");
    }
    return String.join(
        File.pathSeparator,
        module.resolve("test-classes").toString(),
        module.resolve("classes").toString(),
        Files.readString(listed).strip());
  }

  private static String lastOf(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }
}
