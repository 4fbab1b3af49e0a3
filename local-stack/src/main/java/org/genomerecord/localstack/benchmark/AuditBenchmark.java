package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.genomerecord.localstack.server.PlainHttp;

/// The officer's questions on ten million entries, asked of the real consent-service over HTTP:
/// with the token checked, the question recorded and durable, and the answer written as JSON.
final class AuditBenchmark implements Benchmark {
  private static final long ROWS = 10_000_000;
  private static final long ROWS_BRIEF = 200_000;
  private static final double READY_MILLIS_MAX = 300;
  private static final double FREE_MILLIS_MAX = 500;
  private static final double EXPORT_PER_SECOND = 20_000;
  private static final double GROWTH_MIB_MAX = 32;

  /// How many times slower a question has to be without its index, where the trail is too short for
  /// it to break the goal.
  private static final double SLOWER_WITHOUT = 3;

  private static final Pattern TENURED = Pattern.compile("Tenured\\s+total \\d+K, used (\\d+)K");

  private static final int WARM_UP = 5;
  private static final int LOOKS = 10;

  private final HttpClient client = PlainHttp.client();

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String about() {
    return "the officer's questions and exports on ten million entries of the audit trail";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    long rows = bench.brief() ? ROWS_BRIEF : ROWS;
    var memory =
        Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "checkpoint_timeout", "30min");
    try (var stack = LagStack.start(bench, memory)) {
      stack.startConsentService();
      try (var consent = stack.connect("consent")) {
        AuditRows.fill(consent, rows, bench);
        bench.note("entries", Long.toString(rows));
        memory.forEach(bench::note);
        return measure(bench, new Asking(stack), consent);
      }
    }
  }

  private List<Measurement> measure(Workbench bench, Asking asking, Connection consent)
      throws Exception {
    int times = bench.brief() ? 20 : 200;
    var random = new Random(bench.seed());
    var figures = new ArrayList<Measurement>();
    // The virtual machine compiles while these are answered.
    asking.time(free().values(), random, WARM_UP, true);
    asking.time(ready().values(), random, WARM_UP, true);
    for (var question : ready().entrySet()) {
      add(bench, figures, question, READY_MILLIS_MAX, asking, random, times);
    }
    for (var question : free().entrySet()) {
      add(bench, figures, question, FREE_MILLIS_MAX, asking, random, times);
    }
    bench.say("questions are measured");
    figures.addAll(export(bench, asking));
    figures.add(control(bench, asking, consent, random));
    return figures;
  }

  private static void add(
      Workbench bench,
      List<Measurement> figures,
      Map.Entry<String, Function<Random, String>> question,
      double millisMax,
      Asking asking,
      Random random,
      int times)
      throws Exception {
    var took = asking.time(List.of(question.getValue()), random, times, true);
    var name = "audit." + question.getKey();
    bench.say("%s: p95 %.1f ms".formatted(name, took.percentileMillis(95)));
    figures.add(Measurement.of(name + ".p50", took.percentileMillis(50), "ms"));
    figures.add(Measurement.of(name + ".p95", took.percentileMillis(95), "ms").atMost(millisMax));
  }

  /// The ready questions, each about somebody or some time else at every call.
  private static Map<String, Function<Random, String>> ready() {
    var questions = new LinkedHashMap<String, Function<Random, String>>();
    questions.put(
        "accounting", random -> "reports/accounting-of-disclosures?patient=" + patient(random));
    questions.put("everything", random -> "reports/everything-of-actor?actor=" + person(random));
    questions.put(
        "everything of a service",
        _ -> "reports/everything-of-actor?actor=interpretation-service&limit=1000");
    questions.put("refusals", random -> "reports/refusals-by-reason?" + period(random, 30));
    questions.put(
        "refusals of a year", random -> "reports/refusals-by-reason?" + period(random, 366));
    questions.put("emergencies", _ -> "reports/emergency-without-review");
    questions.put("after withdrawal", random -> "reports/after-withdrawal?" + period(random, 30));
    questions.put(
        "after withdrawal of a year", random -> "reports/after-withdrawal?" + period(random, 366));
    questions.put(
        "outside hours",
        random -> "reports/outside-working-hours?zone=Europe/Berlin&" + period(random, 30));
    questions.put("most read", random -> "reports/most-read-patients?" + period(random, 30));
    questions.put(
        "most read of a quarter", random -> "reports/most-read-patients?" + period(random, 92));
    return questions;
  }

  /// Filters as an officer may think of them: frequent, rare, and such as find nothing.
  private static Map<String, Function<Random, String>> free() {
    var questions = new LinkedHashMap<String, Function<Random, String>>();
    questions.put("newest", _ -> "events?sort=-recordedAt");
    questions.put("period", random -> "events?" + period(random, 7));
    questions.put("patient", random -> "events?outcome=refused&patient=" + patient(random));
    questions.put("actor", random -> "events?action=disclose&actor=" + person(random));
    questions.put(
        "organisation",
        random ->
            "events?emergency=true&sort=-recordedAt&organisation=hospital-"
                + random.nextInt(AuditRows.HOSPITALS));
    questions.put("rare", _ -> "events?role=counsellor&purposeOfUse=ETREAT&outcome=refused");
    questions.put("nothing", _ -> "events?role=lab&outcome=refused&action=disclose");
    questions.put("unknown purpose", random -> "events?purposeOfUse=NOSUCH&" + period(random, 366));
    questions.put("log", _ -> "events?log=interpretation.events&sort=-recordedAt&limit=1000");
    questions.put(
        "counted", random -> "events?outcome=permitted&count=true&" + period(random, 366));
    questions.put("accession", random -> "events?accession=accession-" + random.nextInt(60_000));
    return questions;
  }

  private static String patient(Random random) {
    double skewed = random.nextDouble();
    return "PATIENT%019d".formatted((int) (AuditRows.PATIENTS * skewed * skewed));
  }

  private static String person(Random random) {
    double skewed = random.nextDouble();
    return "person-" + (int) (AuditRows.PEOPLE * skewed * skewed);
  }

  private static String period(Random random, int days) {
    var until =
        Instant.now().truncatedTo(ChronoUnit.DAYS).minus(random.nextInt(1_600), ChronoUnit.DAYS);
    return "from=" + until.minus(days, ChronoUnit.DAYS) + "&until=" + until;
  }

  private static List<Measurement> export(Workbench bench, Asking asking) throws Exception {
    var figures = new ArrayList<Measurement>();
    for (var format : List.of("ndjson", "csv")) {
      var took = asking.export(format, "", false);
      figures.add(
          Measurement.of("audit.export." + format, took.lines() / took.seconds(), "rows/s")
              .atLeast(EXPORT_PER_SECOND));
    }
    // A resource is ten times a row: a part is enough to tell how fast.
    var fhir = asking.export("fhir", "&log=interpretation.events", false);
    figures.add(
        Measurement.of("audit.export.fhir", fhir.lines() / fhir.seconds(), "rows/s")
            .atLeast(EXPORT_PER_SECOND));
    // Apart: looking at the heap costs a full collection each time.
    var looked = asking.export("ndjson", "", true);
    figures.add(
        Measurement.of("audit.export.heap growth", looked.growthMib(), "MiB")
            .atMost(GROWTH_MIB_MAX));
    bench.say("exports are measured");
    return figures;
  }

  /// What finds rare combinations is taken away.
  private static Measurement control(
      Workbench bench, Asking asking, Connection consent, Random random) throws Exception {
    int times = bench.brief() ? 10 : 5;
    Function<Random, String> rare = free().get("rare");
    double with = asking.time(List.of(rare), random, times, true).percentileMillis(50);
    AuditRows.execute(consent, "DROP INDEX audit_entry_by_facet");
    double without = asking.time(List.of(rare), random, times, false).percentileMillis(50);
    return Measurement.of("audit.rare without its index", without, "ms")
        .against(with)
        .controlAtLeast(bench.brief() ? with * SLOWER_WITHOUT : FREE_MILLIS_MAX);
  }

  /// @param growthMib of the service's heap after full collections, the most that was seen
  private record Exported(long lines, double seconds, double growthMib) {}

  /// Asks consent-service as an officer.
  private final class Asking {
    private final LagStack stack;
    private final String token;

    Asking(LagStack stack) {
      this.stack = stack;
      this.token = stack.token("olga", "compliance-officer");
    }

    /// @param answered whether each has to be answered; where not, the time counts all the same
    Latencies time(
        Iterable<Function<Random, String>> questions, Random random, int times, boolean answered)
        throws Exception {
      var latencies = new Latencies();
      for (int i = 0; i < times; i++) {
        for (var question : questions) {
          var path = question.apply(random);
          long begun = System.nanoTime();
          var answer = client.send(request(path), BodyHandlers.ofString());
          latencies.add(System.nanoTime() - begun);
          if (answered && answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + answer.body());
          }
        }
      }
      return latencies;
    }

    private HttpRequest request(String path) {
      var service = stack.stack().url("consent-service");
      return HttpRequest.newBuilder(URI.create(service + "/audit/" + path))
          .header("Authorization", "Bearer " + token)
          .build();
    }

    Exported export(String format, String filter, boolean looks) throws Exception {
      double before = looks ? usedMib() : 0;
      double most = before;
      long begun = System.nanoTime();
      var answer =
          client.send(request("export?format=" + format + filter), BodyHandlers.ofInputStream());
      long lines = 0;
      long nextLook = begun;
      var bytes = new byte[1 << 16];
      try (var body = answer.body()) {
        for (int read = body.read(bytes); read >= 0; read = body.read(bytes)) {
          for (int i = 0; i < read; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
          }
          if (looks && System.nanoTime() > nextLook) {
            most = Math.max(most, usedMib());
            nextLook = System.nanoTime() + TimeUnit.SECONDS.toNanos(20) / LOOKS;
          }
        }
      }
      if (answer.statusCode() != 200 || lines == 0) {
        throw new IllegalStateException("export: " + answer.statusCode());
      }
      return new Exported(lines, (System.nanoTime() - begun) / 1e9, most - before);
    }

    /// What the service's heap holds on to, after a full collection.
    private double usedMib() throws IOException, InterruptedException {
      var pid = Long.toString(stack.latest().pid());
      run(pid, "GC.run");
      // The old generation: what was allocated since is in the young one.
      var found = TENURED.matcher(run(pid, "GC.heap_info"));
      if (!found.find()) {
        throw new IllegalStateException("the service has no tenured generation");
      }
      return Double.parseDouble(found.group(1)) / 1_024;
    }

    private static String run(String pid, String command) throws IOException, InterruptedException {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, command)
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("jcmd: " + said);
      }
      return said;
    }
  }
}
