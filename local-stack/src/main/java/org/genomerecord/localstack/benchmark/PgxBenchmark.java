package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;

/// How fast `./genome interpret` is: one call set by a process that has just started, and many in
/// one process, start and compiling included. Beside it the same with the interpreter of the
/// virtual machine only, as a control. The call sets are those that are compared with PharmCAT;
/// what is written has to be what is expected of them.
final class PgxBenchmark implements Benchmark {
  private static final String CASES = "interpretation-service/src/test/resources/concordance";
  private static final String PANELS = "interpretation-service/src/main/resources/panel";
  private static final double COLD_SECONDS_MAX = 0.7;
  private static final double COLD_MEGABYTES_MAX = 200;
  private static final double RATE_MIN = 100;

  /// Linux counts the time of a process in these.
  private static final double TICKS_PER_SECOND = 100;

  private static final double KIB_PER_MEGABYTE = 1_000_000 / 1024.0;

  @Override
  public String name() {
    return "pgx";
  }

  @Override
  public String about() {
    return "call sets of pharmacogenes interpreted by ./genome interpret: cold, many in one process, and the worst";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    var home = LocalStack.checkout();
    var cases = cases(home.resolve(CASES));
    var folder = bench.emptyFolder();
    var table = folder.resolve("calls.tsv");
    run(home, table, List.of(cases.getFirst()), Map.of()); // builds, and keeps the loaded classes
    int runs = bench.brief() ? 5 : 20;
    var cold = new ArrayList<Taken>();
    for (int i = 0; i < runs; i++) {
      cold.add(run(home, table, List.of(cases.get(i % cases.size())), Map.of()));
    }
    var many = new ArrayList<Path>();
    var random = new Random(bench.seed());
    for (int i = 0; i < (bench.brief() ? 200 : 1_000); i++) {
      many.add(cases.get(random.nextInt(cases.size())));
    }
    var warm = run(home, table, many, Map.of());
    long wrong = differing(home.resolve(CASES).resolve("expected.tsv"), table);
    var worst = run(home, table, List.of(worst(home, folder)), Map.of());
    var control = run(home, table, List.of(cases.getFirst()), Map.of("JDK_JAVA_OPTIONS", "-Xint"));
    bench.note("call sets", many.size() + " of " + cases.size() + ", " + runs + " cold runs");
    return List.of(
        Measurement.of("pgx.cold", median(cold.stream().map(Taken::seconds).toList()), "s")
            .atMost(COLD_SECONDS_MAX),
        Measurement.of(
                "pgx.cold.memory", median(cold.stream().map(Taken::megabytes).toList()), "MB")
            .atMost(COLD_MEGABYTES_MAX),
        Measurement.of("pgx.warm", many.size() / warm.processorSeconds(), "1/s/core")
            .atLeast(RATE_MIN),
        Measurement.of("pgx.warm.wall", many.size() / warm.seconds(), "1/s"),
        Measurement.count("pgx.differing", wrong, "lines").atMost(0),
        Measurement.of("pgx.worst", worst.seconds(), "s").atMost(2 * COLD_SECONDS_MAX),
        Measurement.of("pgx.cold.control", control.seconds(), "s")
            .controlAtLeast(COLD_SECONDS_MAX));
  }

  private record Taken(double seconds, double processorSeconds, double megabytes) {}

  private static Taken run(
      Path home, Path table, List<Path> callSets, Map<String, String> environment)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(home.resolve("genome").toString(), "interpret"));
    callSets.forEach(file -> command.add(file.toString()));
    command.addAll(List.of("--calls", table.toString()));
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.redirectOutput(Redirect.DISCARD).environment().putAll(environment);
    long started = System.nanoTime();
    var process = builder.start();
    double processor = 0;
    double megabytes = 0;
    // The script becomes the virtual machine: what it used is that of the process as last seen.
    while (!process.waitFor(Duration.ofMillis(2))) {
      processor = Math.max(processor, processorSeconds(process.pid()));
      megabytes = Math.max(megabytes, megabytes(process.pid()));
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    if (process.exitValue() != 0) {
      throw new StackFault("./genome interpret failed", "Run it by hand with one of " + CASES);
    }
    return new Taken(seconds, processor, megabytes);
  }

  private static double processorSeconds(long pid) {
    var stat = read(Path.of("/proc/" + pid + "/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length < 13
        ? 0
        : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  static double megabytes(long pid) {
    return read(Path.of("/proc/" + pid + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MEGABYTE)
        .max()
        .orElse(0);
  }

  /// Empty once the process has ended.
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }

  private static List<Path> cases(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".vcf.gz")).sorted().toList();
    }
  }

  private static long differing(Path expected, Path table) throws IOException {
    var known = List.copyOf(Files.readAllLines(expected));
    var lines = Files.readAllLines(table);
    return lines.stream().filter(line -> !known.contains(line)).count();
  }

  /// Everything heterozygous and nothing phased: nobody has such genes, and nothing is further from
  /// being told.
  private static Path worst(Path home, Path folder) throws IOException {
    var lines = new ArrayList<String>();
    try (var panels = Files.list(home.resolve(PANELS))) {
      // Genes that laboratories call by themselves have no positions.
      for (var positions :
          panels
              .map(panel -> panel.resolve("positions.tsv"))
              .filter(Files::exists)
              .sorted()
              .toList()) {
        for (var row : Files.readAllLines(positions).stream().skip(1).toList()) {
          var cells = row.split("\t", -1);
          lines.add(
              String.join(
                  "\t", cells[0], cells[1], ".", cells[3], cells[4], ".", "PASS", ".", "GT",
                  "0/1"));
        }
      }
    }
    var file = folder.resolve("worst.vcf");
    Collections.sort(lines);
    lines.addFirst(
        "##fileformat=VCFv4.2\n##source=synthetic\n##contig=<ID=chr1,assembly=GRCh38>\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYNTHETIC");
    Files.write(file, lines);
    return file;
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
