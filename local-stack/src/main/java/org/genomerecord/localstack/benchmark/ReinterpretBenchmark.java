package org.genomerecord.localstack.benchmark;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.story.Door;

/// How fast sealed patients are interpreted again after a release in which one allele does
/// something else: by one process and by two, each decision asked of the real consent-service and
/// recorded by it. In a last round, of ten times as many patients in the long form, all processes
/// are killed half-way and started again; nobody may be amended twice or left out.
///
/// What the check finds is checked too: of what was amended, one is taken out and another doubled.
final class ReinterpretBenchmark implements Benchmark {
  private static final String PROCESS = "reinterpretation.ReinterpretingProcess";
  private static final int PATIENTS_BRIEF = 512;
  private static final int PATIENTS = 10_240;
  private static final int PATIENTS_KILLED = 100_000;
  private static final int ENROLLING = 16;

  /// Counting reads all of them.
  private static final int COUNT_MILLIS = 100;

  private static final List<Form> FORMS = List.of(new Form(1, 1), new Form(1, 2), new Form(2, 1));

  /// @param looks in each of the processes at the same time
  private record Form(int processes, int looks) {
    String name() {
      return "%d.%d".formatted(processes, looks);
    }
  }

  @Override
  public String name() {
    return "reinterpret";
  }

  @Override
  public String about() {
    return "patients interpreted again after a release, by one process and by two, and killed half-way";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var stack = LagStack.start(bench)) {
      stack.startConsentService();
      Flyway.configure()
          .dataSource(
              stack.stack().jdbcUrl("interpretation"),
              "interpretation",
              stack.stack().secret("interpretation"))
          .locations(
              "classpath:db/record",
              "filesystem:"
                  + LocalStack.checkout()
                      .resolve("interpretation-service/src/main/resources/db/interpretation"))
          .load()
          .migrate();
      return new Rounds(bench, stack).run();
    }
  }

  /// What the log says about one release.
  ///
  /// @param repeated amendments of a call set that was amended before
  /// @param missing call sets that were to be amended and are not
  /// @param unexpected more than were to be amended
  record Tally(long amended, long repeated, long missing, long unexpected) {
    static Tally of(List<String> amendedCallSets, long expected) {
      var once = new HashSet<>(amendedCallSets);
      return new Tally(
          amendedCallSets.size(),
          amendedCallSets.size() - once.size(),
          Math.max(0, expected - once.size()),
          Math.max(0, once.size() - expected));
    }
  }

  private static final class Rounds {
    private final Workbench bench;
    private final LagStack stack;
    private int patients;
    private final Map<String, String> environment;
    private final List<Measurement> measurements = new ArrayList<>();

    Rounds(Workbench bench, LagStack stack) {
      this.bench = bench;
      this.stack = stack;
      this.environment =
          Map.of(
              "GENOME_BENCH_DATABASE",
              "postgresql://interpretation@127.0.0.1:%d/interpretation"
                  .formatted(stack.stack().port("postgresql")),
              "GENOME_BENCH_PASSWORD",
              stack.stack().secret("interpretation"),
              "GENOME_BENCH_VAULT",
              bench.folder().resolve("bench-vault").toString(),
              "GENOME_BENCH_CONSENT",
              stack.stack().url("consent-service").toString(),
              "GENOME_BENCH_TOKEN",
              stack.token("interpretation-service", "service"));
    }

    List<Measurement> run() throws Exception {
      add(bench.brief() ? PATIENTS_BRIEF : PATIENTS, 0);
      bench.note("patients", "%,d".formatted(patients));
      int number = 1;
      for (var form : FORMS) {
        measure(form, number++);
      }
      if (!bench.brief()) {
        add(PATIENTS_KILLED - patients, number - 1);
      }
      bench.note("patients of the round with the kill", "%,d".formatted(patients));
      killed(new Form(2, 1), number);
      return measurements;
    }

    /// Those before are a multiple of the kinds of call sets that there are: each kind is of as
    /// many patients as if all were added at once.
    ///
    /// @param number of the release that they were interpreted with
    private void add(int more, int number) throws Exception {
      bench.say("enrolling %,d patients".formatted(more));
      var pseudonyms = bench.folder().resolve("pseudonyms");
      Files.write(pseudonyms, enrolled(more));
      try (var preparing =
          part(
              "prepare",
              pseudonyms.toString(),
              Long.toString(bench.seed()),
              Integer.toString(number))) {
        preparing.awaitDone();
      }
      patients += more;
    }

    private InterpretationPart part(String... words) {
      return InterpretationPart.start(PROCESS, bench.folder(), environment, words);
    }

    private List<String> enrolled(int more) throws Exception {
      var door = new Door(stack.stack().url("consent-service"));
      var clinician = stack.token("dr-bench", "clinician");
      var running = new Semaphore(ENROLLING);
      var all = new ArrayList<String>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var enrolling = new ArrayList<Future<String>>();
        for (int i = 0; i < more; i++) {
          enrolling.add(
              threads.submit(() -> {
                running.acquire();
                try {
                  return enrolled(door, clinician);
                } finally {
                  running.release();
                }
              }));
        }
        for (var one : enrolling) {
          all.add(one.get());
        }
      }
      return all;
    }

    private String enrolled(Door door, String clinician) {
      var account = "account-" + UUID.randomUUID();
      var enrolled =
          door.post(
              "/patients",
              clinician,
              Map.of(
                  "identifier",
                  Map.of("system", "urn:oid:2.999.1.1", "value", "B-" + UUID.randomUUID()),
                  "name",
                  "Bea Synthetic",
                  "account",
                  account));
      expect(enrolled);
      var patient = enrolled.json().path("patient").asText();
      var provision =
          Map.of(
              "type", "permit",
              "purposesOfUse", List.of("TREAT"),
              "actions", List.of("collect", "use", "re-analyse"),
              "dataClasses", List.of("pharmacogenomic"),
              "until", Instant.now().plus(365, ChronoUnit.DAYS).toString());
      expect(
          door.post(
              "/patients/" + patient + "/consents",
              stack.token(account, "patient"),
              Map.of("provision", provision)));
      return patient;
    }

    private static void expect(Door.Answer answer) {
      if (answer.status() != 201) {
        throw new StackFault("consent-service answered " + answer.status(), "See its log");
      }
    }

    private void measure(Form form, int number) throws Exception {
      var recording = part("record", Integer.toString(number)).awaitReady();
      var looking = lookers(form, number);
      long begun = System.nanoTime();
      recording.begin();
      looking.forEach(InterpretationPart::begin);
      looking.forEach(InterpretationPart::awaitDone);
      recording.awaitDone();
      double seconds = (System.nanoTime() - begun) / 1e9;
      looking.forEach(InterpretationPart::close);
      recording.close();
      var name = "reinterpret." + form.name();
      bench.say("%s: %.0f patients a second".formatted(name, patients / seconds));
      measurements.add(Measurement.of(name, patients / seconds, "patients/s"));
      check(name, number, true);
    }

    private List<InterpretationPart> lookers(Form form, int number) {
      var parts =
          Stream.generate(
                  () -> part("look", Integer.toString(number), Integer.toString(form.looks())))
              .limit(form.processes())
              .toList();
      parts.forEach(InterpretationPart::awaitReady);
      return parts;
    }

    /// As many as are through when half of them are.
    private void killed(Form form, int number) throws Exception {
      var recording = part("record", Integer.toString(number)).awaitReady();
      var looking = lookers(form, number);
      recording.begin();
      looking.forEach(InterpretationPart::begin);
      while (count(LOOKED_AT, release(number)) < patients / 2) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(COUNT_MILLIS));
      }
      looking.forEach(InterpretationPart::kill);
      recording.kill();
      long before = count(LOOKED_AT, release(number));
      bench.say("killed after %,d".formatted(before));
      measurements.add(
          Measurement.count("reinterpret.killed.before", before, "patients").atMost(patients - 1));
      var again = part("record", Integer.toString(number)).awaitReady();
      var lookingAgain = lookers(form, number);
      again.begin();
      lookingAgain.forEach(InterpretationPart::begin);
      lookingAgain.forEach(InterpretationPart::awaitDone);
      again.awaitDone();
      lookingAgain.forEach(InterpretationPart::close);
      again.close();
      check("reinterpret.killed", number, false);
    }

    private static final String LOOKED_AT =
        "SELECT count(*) FROM reinterpretation WHERE release = ? AND outcome IS NOT NULL";

    /// @param undisturbed whether each was to be decided about once
    private void check(String name, int number, boolean undisturbed) throws Exception {
      var release = release(number);
      long expected = expected(number);
      var amended = amended(release);
      var tally = Tally.of(amended, expected);
      measurements.add(
          Measurement.count(name + ".looked at", count(LOOKED_AT, release), "patients")
              .atLeast(patients));
      measurements.add(
          Measurement.count(name + ".amended", tally.amended(), "patients").atLeast(1));
      measurements.add(
          Measurement.count(name + ".unexpected", tally.unexpected(), "patients").atMost(0));
      measurements.add(Measurement.count(name + ".repeated", tally.repeated(), "events").atMost(0));
      measurements.add(Measurement.count(name + ".missing", tally.missing(), "events").atMost(0));
      long decisions = decisions(release);
      var decided = Measurement.count(name + ".decisions", decisions, "decisions");
      measurements.add(undisturbed ? decided.atMost(patients) : decided);
      if (!undisturbed) {
        var doctored = new ArrayList<>(amended.subList(1, amended.size()));
        doctored.add(doctored.getFirst());
        var found = Tally.of(doctored, expected);
        measurements.add(
            Measurement.count(name + ".repeated, one doubled", found.repeated(), "events")
                .controlAtLeast(1));
        measurements.add(
            Measurement.count(name + ".missing, one taken out", found.missing(), "events")
                .controlAtLeast(1));
      }
    }

    private final Map<Integer, Long> differing = new HashMap<>();

    /// Of how many patients the release says something else: worked out apart.
    private long expected(int number) {
      return differing.computeIfAbsent(
          number,
          _ -> {
            try (var part =
                part(
                    "differing",
                    Integer.toString(patients),
                    Long.toString(bench.seed()),
                    Integer.toString(number))) {
              return part.awaitDone();
            }
          });
    }

    private String release(int number) throws SQLException {
      return one(
          "SELECT DISTINCT release FROM reinterpretation WHERE release LIKE ?",
          "2027-01-%02d-%%".formatted(number));
    }

    private List<String> amended(String release) throws SQLException {
      try (var connection = stack.connect("interpretation");
          var statement =
              connection.prepareStatement(
                  "SELECT payload::jsonb ->> 'callSet' FROM event"
                      + " WHERE type = 'interpretation.InterpretationAmended'"
                      + " AND payload::jsonb ->> 'knowledge' = ?")) {
        statement.setString(1, release);
        var found = new ArrayList<String>();
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
        return found;
      }
    }

    private long decisions(String release) throws SQLException {
      try (var connection = stack.connect("consent");
          var statement =
              connection.prepareStatement(
                  "SELECT count(*) FROM event WHERE type = 'consent.DisclosurePermitted'"
                      + " AND correlation = ?")) {
        statement.setString(1, "knowledge-release-" + release);
        try (var rows = statement.executeQuery()) {
          rows.next();
          return rows.getLong(1);
        }
      }
    }

    private long count(String question, String argument) throws SQLException {
      return Long.parseLong(one(question, argument));
    }

    private String one(String question, String argument) throws SQLException {
      try (var connection = stack.connect("interpretation");
          var statement = connection.prepareStatement(question)) {
        statement.setString(1, argument);
        try (var rows = statement.executeQuery()) {
          rows.next();
          return rows.getString(1);
        }
      }
    }
  }
}
