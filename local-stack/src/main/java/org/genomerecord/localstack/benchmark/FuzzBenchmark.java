package org.genomerecord.localstack.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;

/// Jazzer, which follows the coverage of what it calls, on each place of ingestion-service where
/// bytes from outside are read first: an hour in all, or seconds each in the short form. Whatever
/// is thrown but a refusal, takes longer than ten seconds (a minute in the short form) or more
/// memory than the bound, or tells the canary of the seeds is a finding, and its input is kept.
/// Control: a target that fails on purpose.
final class FuzzBenchmark implements Benchmark {
  private static final String TARGETS = "org.genomerecord.ingestion.fuzz.FrontDoor";
  private static final long SECONDS = 450;
  private static final long SECONDS_BRIEF = 8;
  private static final long INPUT_SECONDS = 10;

  /// By the clock, which goes on while a machine with other work does not.
  private static final long INPUT_SECONDS_BRIEF = 60;

  private static final Pattern RUNS = Pattern.compile("(?m)^(?:#|Done )(\\d+)\\b");

  private final Path module = LocalStack.checkout().resolve("ingestion-service").resolve("target");

  @Override
  public String name() {
    return "fuzz";
  }

  @Override
  public String about() {
    return "Jazzer on all that reads what laboratories send: no crash, hang, growth or data in errors";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    return run(bench, _ -> true);
  }

  /// @param chosen of the targets, by name
  List<Measurement> run(Workbench bench, Predicate<String> chosen) throws Exception {
    var folder = bench.emptyFolder();
    long seconds = bench.brief() ? SECONDS_BRIEF : SECONDS;
    bench.note("seconds of each target", Long.toString(seconds));
    seeds(folder);
    var measurements = new ArrayList<Measurement>();
    for (var target : targets(folder).stream().filter(chosen).toList()) {
      bench.say(target);
      var fuzzed = fuzz(folder.resolve(target), target, seconds, bench);
      measurements.add(Measurement.count("fuzz." + target + ".inputs", fuzzed.inputs(), "inputs"));
      measurements.add(
          Measurement.count("fuzz." + target + ".findings", fuzzed.findings(), "inputs").atMost(0));
    }
    var control =
        fuzz(Files.createDirectory(folder.resolve("control")), "control", SECONDS_BRIEF, bench);
    measurements.add(
        Measurement.count("fuzz.control", control.findings(), "inputs").controlAtLeast(1));
    return measurements;
  }

  /// @param inputs read
  /// @param findings inputs that were not answered as they have to be
  private record Fuzzed(long inputs, long findings) {}

  private void seeds(Path folder) throws IOException, InterruptedException {
    var command = List.of(java(), "-cp", classPath(), TARGETS, folder.toString());
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new StackFault("The seeds could not be written", "Java says why above");
    }
  }

  private static List<String> targets(Path folder) throws IOException {
    try (var folders = Files.list(folder)) {
      return folders
          .map(each -> each.getFileName().toString())
          .filter(each -> !each.equals("control"))
          .sorted()
          .toList();
    }
  }

  private Fuzzed fuzz(Path corpus, String target, long seconds, Workbench bench)
      throws IOException, InterruptedException {
    var found = Files.createDirectories(corpus.resolveSibling("found-" + target));
    var log = corpus.resolveSibling(target + ".log");
    var command =
        List.of(
            java(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dgenome.fuzz.target=" + target.toUpperCase(Locale.ROOT).replace('-', '_'),
            "-cp",
            classPath(),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + TARGETS,
            "--instrumentation_includes=org.genomerecord.ingestion.**",
            // Its own checks of what is called: HAPI is too large to be looked through for them.
            "--custom_hook_includes=org.genomerecord.**",
            "--keep_going=10",
            "-max_total_time=" + seconds,
            "-seed=" + Math.max(1, bench.seed()),
            "-timeout=" + (bench.brief() ? INPUT_SECONDS_BRIEF : INPUT_SECONDS),
            "-rss_limit_mb=2048",
            "-max_len=20000",
            "-artifact_prefix=" + found + File.separator,
            corpus.toString());
    var process =
        new ProcessBuilder(command)
            .directory(found.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit = process.waitFor();
    long inputs =
        RUNS.matcher(Files.readString(log))
            .results()
            .mapToLong(run -> Long.parseLong(run.group(1)))
            .max()
            .orElse(0);
    long findings;
    try (var files = Files.list(found)) {
      findings = files.filter(file -> !file.toString().endsWith(".java")).count();
    }
    // It may also end before anything is read: that is no run without findings.
    if (inputs == 0 || (exit != 0 && findings == 0)) {
      throw new StackFault("Jazzer ended with " + exit + " on " + target, "See " + log);
    }
    return new Fuzzed(inputs, findings);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String classPath() throws IOException {
    var listed = module.resolve("benchmark-class-path");
    if (!Files.exists(listed)) {
      throw new StackFault("ingestion-service is not built", "Run ./genome bench again");
    }
    return String.join(
        File.pathSeparator,
        module.resolve("test-classes").toString(),
        module.resolve("classes").toString(),
        Files.readString(listed).strip());
  }
}
