package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;

/// How long `./genome validate` takes for a whole genome, start and compiling included, beside
/// `gzip -dc FILE | wc -l` on the same file. Controls: the same with the interpreter of the virtual
/// machine only, and a file that lacks its end, which has to be refused.
final class ValidateBenchmark implements Benchmark {
  private static final double RATIO_MAX = 3;
  private static final double MEGABYTES_MAX = 400;
  private static final long RECORDS = 5_000_000;
  private static final long RECORDS_BRIEF = 100_000;
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public String about() {
    return "a whole genome of 5 million records validated by ./genome validate, against gzip -dc | wc -l";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    var home = LocalStack.checkout();
    var folder = bench.emptyFolder();
    var file = folder.resolve("genome.vcf.gz");
    var panels = home.resolve("interpretation-service/src/main/resources/panel");
    long records =
        new SyntheticGenome(bench.seed(), panels)
            .write(file, bench.brief() ? RECORDS_BRIEF : RECORDS);
    bench.note("records", records + ", " + Files.size(file) / 1_000_000 + " MB compressed");
    var unzip = List.of("sh", "-c", "gzip -dc '" + file + "' | wc -l");
    var validate = List.of(home.resolve("genome").toString(), "validate", file.toString());
    expect(0, run(validate, Map.of())); // builds, and keeps the loaded classes
    var unzipped = new ArrayList<Taken>();
    var validated = new ArrayList<Taken>();
    for (int round = 0; round < ROUNDS; round++) {
      unzipped.add(expect(0, run(unzip, Map.of())));
      validated.add(expect(0, run(validate, Map.of())));
    }
    double unzipSeconds = median(unzipped.stream().map(Taken::seconds).toList());
    double seconds = median(validated.stream().map(Taken::seconds).toList());
    double megabytes = median(validated.stream().map(Taken::megabytes).toList());
    var small = folder.resolve("small.vcf.gz");
    new SyntheticGenome(bench.seed(), panels).write(small, RECORDS_BRIEF);
    double smallUnzip =
        expect(0, run(List.of("sh", "-c", "gzip -dc '" + small + "' | wc -l"), Map.of())).seconds();
    var interpreted =
        expect(
            0,
            run(
                List.of(home.resolve("genome").toString(), "validate", small.toString()),
                Map.of("JDK_JAVA_OPTIONS", "-Xint")));
    try (var cut = new RandomAccessFile(small.toFile(), "rw")) {
      cut.setLength(cut.length() - 28);
    }
    var refused =
        run(List.of(home.resolve("genome").toString(), "validate", small.toString()), Map.of());
    return List.of(
        Measurement.of("validate.gzip", unzipSeconds, "s"),
        Measurement.of("validate.seconds", seconds, "s").against(unzipSeconds),
        Measurement.of("validate.ratio", seconds / unzipSeconds, "x").atMost(RATIO_MAX),
        Measurement.of("validate.rate", records / seconds, "1/s"),
        Measurement.of("validate.memory", megabytes, "MB").atMost(MEGABYTES_MAX),
        Measurement.count("validate.cut.exit", refused.exit(), "exit code").controlAtLeast(1),
        Measurement.of("validate.control", interpreted.seconds() / smallUnzip, "x")
            .controlAtLeast(RATIO_MAX));
  }

  private record Taken(double seconds, double megabytes, int exit) {}

  private static Taken expect(int exit, Taken taken) {
    if (taken.exit() != exit) {
      throw new StackFault(
          "A process of the benchmark ended with " + taken.exit(), "Run it by hand on its file");
    }
    return taken;
  }

  private static Taken run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.redirectOutput(Redirect.DISCARD).environment().putAll(environment);
    long started = System.nanoTime();
    var process = builder.start();
    double megabytes = 0;
    // The script becomes the virtual machine: what it used is that of the process as last seen.
    while (!process.waitFor(Duration.ofMillis(20))) {
      megabytes = Math.max(megabytes, PgxBenchmark.megabytes(process.pid()));
    }
    return new Taken((System.nanoTime() - started) / 1e9, megabytes, process.exitValue());
  }

  private static double median(List<Double> values) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
