package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;

/// How long a whole genome takes through the gateway of a stack with all of its servers: from its
/// first byte to accepted and sealed, and how long its interpretation by all panels takes; beside
/// `gzip -dc FILE | wc -l` on the same file in the same round, and what bcftools takes for it.
///
/// The first round warms up and does not count. The file gets an index as it is validated, by which
/// its interpretation reads what lies near the panels' positions; no record of the generated file
/// lies at one of them. At last, regions as long as genes are read from it. Controls: the file
/// without its end is refused, and without its index a region takes as long as the whole file.
final class GenomeVcfBenchmark implements Benchmark {
  private static final double RATIO_MAX = 4;
  private static final double INTERPRETED_RATIO_MAX = 1.5;
  private static final double HEAP_MEGABYTES_MAX = 512;
  private static final long RECORDS = 5_000_000;
  private static final long RECORDS_BRIEF = 500_000;
  private static final int ROUNDS = 3;
  private static final int ROUNDS_BRIEF = 2;

  private static final String REGIONS_PROCESS = "callset.ReadingRegionsProcess";
  private static final int REGIONS = 2_000;
  private static final int REGIONS_BRIEF = 500;
  private static final double REGION_MILLIS_MAX = 20;

  /// The empty block at the end of bgzip.
  private static final int END_BYTES = 28;

  private static final Duration WAIT_MAX = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final List<String> SERVICES =
      List.of("gateway", "ingestion-service", "interpretation-service", "consent-service");
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final String VALIDATED = "ingestion_vcf_parse_duration_seconds_sum";
  private static final String INTERPRETED = "interpretation_callset_duration_seconds_sum";
  private static final String INTERPRETED_COUNT = "interpretation_callset_duration_seconds_count";

  @Override
  public String name() {
    return "genome-vcf";
  }

  @Override
  public String about() {
    return "a whole genome of 5 million records through the gateway, accepted and interpreted, against gzip -dc | wc -l";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.startWithWholeCompiler(bench)) {
      var file = bench.folder().resolve("genome.vcf.gz");
      var panels = LocalStack.checkout().resolve("interpretation-service/src/main/resources/panel");
      long records =
          new SyntheticGenome(bench.seed(), panels)
              .write(file, bench.brief() ? RECORDS_BRIEF : RECORDS);
      bench.note("records", records + ", " + Files.size(file) / 1_000_000 + " MB compressed");
      bench.note("compiler", "all of it, as in production");
      var lab = new Lab(own.stack());
      lab.round(file); // warms up
      var rounds = new ArrayList<Round>();
      var heap = new HeapPeaks(own.stack());
      try (heap) {
        for (int i = 0; i < (bench.brief() ? ROUNDS_BRIEF : ROUNDS); i++) {
          rounds.add(lab.round(file));
          bench.say(rounds.getLast().toString());
        }
      }
      var measurements = new ArrayList<>(figures(rounds, records));
      heap.megabytes()
          .forEach((service, peak) ->
              measurements.add(
                  Measurement.of("genome-vcf.heap." + service, peak, "MB")
                      .atMost(HEAP_MEGABYTES_MAX)));
      measurements.addAll(regions(bench, own.stack(), lab.accession()));
      measurements.addAll(bcftools(bench, file, median(rounds, Round::gzipSeconds)));
      try (var cut = new RandomAccessFile(file.toFile(), "rw")) {
        cut.setLength(cut.length() - END_BYTES);
      }
      measurements.add(
          Measurement.count(
                  "genome-vcf.cut.refused", lab.submit(file).equals("refused") ? 1 : 0, "files")
              .controlAtLeast(1));
      return measurements;
    }
  }

  private static List<Measurement> figures(List<Round> rounds, long records) {
    double gzip = median(rounds, Round::gzipSeconds);
    double accepted = median(rounds, Round::acceptedSeconds);
    double interpreting = median(rounds, Round::interpretingSeconds);
    return List.of(
        Measurement.of("genome-vcf.gzip", gzip, "s"),
        Measurement.of("genome-vcf.sealed", median(rounds, Round::sealedSeconds), "s")
            .against(gzip),
        Measurement.of("genome-vcf.validating", median(rounds, Round::validatingSeconds), "s")
            .against(gzip),
        Measurement.of("genome-vcf.accepted", accepted, "s").against(gzip),
        Measurement.of("genome-vcf.accepted.ratio", median(rounds, Round::acceptedRatio), "x")
            .atMost(RATIO_MAX),
        Measurement.of("genome-vcf.accepted.rate", records / accepted, "1/s"),
        Measurement.of("genome-vcf.interpreting", interpreting, "s").against(gzip),
        Measurement.of(
                "genome-vcf.interpreting.ratio", median(rounds, Round::interpretingRatio), "x")
            .atMost(INTERPRETED_RATIO_MAX));
  }

  /// One submission.
  ///
  /// @param sealedSeconds from the first byte to the answer 202: sealed, and on record
  /// @param validatingSeconds of the service's own clock
  /// @param acceptedSeconds from the first byte on
  /// @param interpretingSeconds of the service's own clock
  private record Round(
      double gzipSeconds,
      double sealedSeconds,
      double validatingSeconds,
      double acceptedSeconds,
      double interpretingSeconds) {
    double acceptedRatio() {
      return acceptedSeconds / gzipSeconds;
    }

    double interpretingRatio() {
      return interpretingSeconds / gzipSeconds;
    }
  }

  /// A laboratory with one patient.
  private static final class Lab {
    private final Door door;
    private final Tokens tokens;
    private final String recordNumber;
    private final ServiceMeters ingestion;
    private final ServiceMeters interpretation;
    private final Stack stack;
    private double sealedSeconds;
    private String accession = "";

    Lab(Stack stack) {
      this.stack = stack;
      door = new Door(stack.gateway());
      tokens = new Tokens(stack);
      recordNumber = BenchPatient.enrol(stack);
      ingestion = new ServiceMeters(stack, "ingestion-service");
      interpretation = new ServiceMeters(stack, "interpretation-service");
    }

    Round round(Path file) throws IOException, InterruptedException, SQLException {
      double gzipSeconds = seconds("gzip -dc '" + file + "' | wc -l");
      double validatedBefore = ingestion.sum(VALIDATED);
      double interpretedBefore = interpretation.sum(INTERPRETED);
      double interpretations = interpretation.sum(INTERPRETED_COUNT);
      long begun = System.nanoTime();
      var at = Instant.now();
      var state = submit(file);
      double acceptedSeconds = (System.nanoTime() - begun) / 1e9;
      if (state.equals("refused")) {
        throw new StackFault("The generated file was not accepted", "Try ./genome validate on it");
      }
      Interpretations.await(stack, Map.of(accession, at));
      await("its meter", () -> interpretation.sum(INTERPRETED_COUNT) > interpretations);
      return new Round(
          gzipSeconds,
          sealedSeconds,
          ingestion.sum(VALIDATED) - validatedBefore,
          acceptedSeconds,
          interpretation.sum(INTERPRETED) - interpretedBefore);
    }

    /// The last one that was submitted.
    String accession() {
      return accession;
    }

    /// @return the state that the submission came to
    String submit(Path file) throws IOException {
      var headers =
          Map.of(
              "Accession",
              "B-" + UUID.randomUUID(),
              "Patient-Identifier",
              BenchPatient.ISSUER + "|" + recordNumber,
              "Purpose-Of-Use",
              "TREAT",
              "Content-Type",
              "application/octet-stream");
      long begun = System.nanoTime();
      var answer =
          BenchPatient.expect(
              202,
              door.send(
                  "POST",
                  "/submissions",
                  tokens.lab("lab-north"),
                  headers,
                  HttpRequest.BodyPublishers.ofFile(file)));
      sealedSeconds = (System.nanoTime() - begun) / 1e9;
      accession = answer.path("accession").asText();
      var status = "/accessions/" + accession;
      var token = tokens.lab("lab-north");
      await("the validation", () -> isSettled(state(status, token)));
      return state(status, token);
    }

    private static boolean isSettled(String state) {
      return !state.equals("received") && !state.equals("validating");
    }

    private String state(String status, String token) {
      return BenchPatient.expect(200, door.get(status, token, Map.of("Purpose-Of-Use", "TREAT")))
          .path("state")
          .asText();
    }
  }

  /// The most heap in use that was seen of each service, garbage included. Closing it ends the
  /// looking.
  private static final class HeapPeaks implements AutoCloseable {
    private final Map<String, Double> peaks = new LinkedHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread looking;

    HeapPeaks(Stack stack) {
      var meters = new LinkedHashMap<String, ServiceMeters>();
      SERVICES.forEach(service -> meters.put(service, new ServiceMeters(stack, service)));
      looking =
          Thread.ofVirtual()
              .start(() -> {
                while (!over.get()) {
                  meters.forEach(
                      (service, one) -> peaks.merge(service, one.sum(HEAP) / 1e6, Math::max));
                  LockSupport.parkNanos(PAUSE.toNanos() * 4);
                }
              });
    }

    /// After it was closed.
    Map<String, Double> megabytes() {
      return Collections.unmodifiableMap(peaks);
    }

    @Override
    public void close() {
      over.set(true);
      try {
        looking.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Genes of the genome, each read by itself, in a process that holds a permit.
  private static List<Measurement> regions(Workbench bench, Stack stack, String accession)
      throws IOException, SQLException {
    var accepted = bench.folder().resolve("accepted.json");
    Files.writeString(accepted, Interpretations.accepted(stack, accession));
    var environment =
        Map.of(
            "GENOME_BENCH_VAULT",
            stack.vaultFolder().toString(),
            "GENOME_BENCH_CONSENT",
            stack.url("consent-service").toString(),
            "GENOME_BENCH_TOKEN",
            new Tokens(stack).service("interpretation-service"));
    int reads = bench.brief() ? REGIONS_BRIEF : REGIONS;
    try (var part =
        InterpretationPart.start(
            REGIONS_PROCESS,
            bench.folder(),
            environment,
            accepted.toString(),
            Long.toString(bench.seed()),
            Integer.toString(reads))) {
      bench.note("regions", "%,d, %,d records in all".formatted(reads, part.told("records")));
      return List.of(
          Measurement.of("genome-vcf.region.p50", part.told("p50") / 1e3, "ms"),
          Measurement.of("genome-vcf.region.p99", part.told("p99") / 1e3, "ms")
              .atMost(REGION_MILLIS_MAX),
          Measurement.of("genome-vcf.region without the index", part.told("whole") / 1e3, "ms")
              .controlAtLeast(REGION_MILLIS_MAX));
    }
  }

  private static List<Measurement> bcftools(Workbench bench, Path file, double gzip)
      throws IOException, InterruptedException {
    if (exit("command -v bcftools") != 0) {
      bench.note("bcftools", "is not installed here");
      return List.of();
    }
    return List.of(
        Measurement.of(
                "genome-vcf.bcftools.view",
                seconds("bcftools view -Ob -o '" + file + ".bcf' '" + file + "'"),
                "s")
            .against(gzip),
        Measurement.of(
                "genome-vcf.bcftools.norm",
                seconds("bcftools norm -m -any -Ob -o '" + file + ".norm.bcf' '" + file + "'"),
                "s")
            .against(gzip));
  }

  private static double seconds(String command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    int exit = exit(command);
    if (exit != 0) {
      throw new StackFault("A process of the benchmark ended with " + exit, "Run it by hand");
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static int exit(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command)
        .redirectError(Redirect.DISCARD)
        .redirectOutput(Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void await(String what, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new StackFault(what + " does not end", "See the logs of the services");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
