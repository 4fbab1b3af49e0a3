package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;

/// Whether every byte range and every submission that a laboratory was told of is there, once, when
/// its line is cut at random places, and when what it talks to is killed; and whether anything is
/// left in the vault that nobody knows.
///
/// The laboratory announces the digest of each file, so that one that came out otherwise would be
/// refused.
///
/// Two controls: a client that takes what it has sent into a line for acknowledged finds bytes
/// lost; a file in the vault that nobody knows is found before the sweep.
final class UploadFaultsBenchmark implements Benchmark {
  private static final List<String> KILLED =
      List.of("gateway", "ingestion-service", "postgresql", "kafka");
  private static final int CUTS_BRIEF = 40;
  private static final int CUTS = 200;
  private static final int CUTS_PER_UPLOAD_MAX = 10;
  private static final int ROUNDS_BRIEF = 1;
  private static final int ROUNDS = 5;
  private static final int LABS = 4;
  private static final Duration WAIT_MAX = Duration.ofMinutes(2);
  private static final String UNKNOWN = "0".repeat(64);

  @Override
  public String name() {
    return "upload-faults";
  }

  @Override
  public String about() {
    return "what is lost, doubled or left behind of resumable uploads when lines are cut and servers killed";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.start(bench)) {
      var random = new Random(bench.seed());
      var cut = new UploadTally();
      var lab = new UploadingLab(own.stack(), cut, random.nextLong());
      cutLines(bench, lab, cut, random);
      var killed = new UploadTally();
      int kills = killServers(bench, own, lab, killed, random);
      var all = new HashSet<>(cut.submissions);
      all.addAll(killed.submissions);
      awaitAccepted(own.stack(), all);
      forget(own.stack());
      long forgotten = unknownFiles(own.stack());
      own.localStack().kill("ingestion-service");
      own.localStack().start();
      var vault = new Vaults(own.stack());
      await("the sweep", () -> vault.unknown() == 0);
      var measurements = new ArrayList<Measurement>();
      measurements.addAll(seen("upload-faults.cut", cut));
      measurements.add(
          Measurement.count("upload-faults.cut.connections", cut.cuts.get(), "cuts")
              .atLeast(bench.brief() ? CUTS_BRIEF : CUTS));
      measurements.addAll(seen("upload-faults.killed", killed));
      measurements.add(Measurement.count("upload-faults.killed.kills", kills, "kills"));
      measurements.add(
          Measurement.count("upload-faults.killed.retries", killed.retries.get(), "requests"));
      measurements.add(
          Measurement.count(
                  "upload-faults.submissions.doubled",
                  received(own.stack(), all) - all.size(),
                  "submissions")
              .atMost(0));
      measurements.add(
          Measurement.count("upload-faults.parts.unknown after the sweep", vault.unknown(), "files")
              .atMost(0));
      // A kill between a file's name and its event leaves one, for the sweep of the vault.
      measurements.add(
          Measurement.count("upload-faults.files.without a submission", vault.unnamed(), "files")
              .atMost(kills));
      measurements.add(
          Measurement.count("upload-faults.parts.unknown before, one forgotten", forgotten, "files")
              .controlAtLeast(1));
      measurements.add(
          Measurement.count(
                  "upload-faults.lost if sent were acknowledged", cut.sentAgainBytes.get(), "bytes")
              .controlAtLeast(1));
      return measurements;
    }
  }

  private static List<Measurement> seen(String of, UploadTally tally) {
    return List.of(
        Measurement.count(of + ".uploads", tally.submissions.size(), "uploads").atLeast(1),
        Measurement.count(of + ".acknowledgements", tally.acknowledgements.get(), "answers"),
        Measurement.count(of + ".lost", tally.lostBytes.get(), "bytes").atMost(0),
        Measurement.count(of + ".invented", tally.inventedBytes.get(), "bytes").atMost(0));
  }

  private static void cutLines(
      Workbench bench, UploadingLab lab, UploadTally tally, Random random) {
    int wanted = bench.brief() ? CUTS_BRIEF : CUTS;
    while (tally.cuts.get() < wanted) {
      lab.upload(1 + random.nextInt(CUTS_PER_UPLOAD_MAX));
      bench.say("%d cuts, %d uploads".formatted(tally.cuts.get(), tally.submissions.size()));
    }
  }

  private static int killServers(
      Workbench bench, OwnStack own, UploadingLab lab, UploadTally tally, Random random)
      throws Exception {
    int rounds = bench.brief() ? ROUNDS_BRIEF : ROUNDS;
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var labs = new ArrayList<Future<?>>();
      for (int i = 0; i < LABS; i++) {
        var one = lab.with(tally, random.nextLong());
        labs.add(
            threads.submit(() -> {
              while (!over.get()) {
                one.upload(0);
              }
            }));
      }
      for (int round = 0; round < rounds; round++) {
        for (var component : KILLED) {
          LockSupport.parkNanos(Duration.ofMillis(500 + random.nextInt(1_500)).toNanos());
          own.localStack().kill(component);
          own.localStack().start();
          int before = tally.submissions.size();
          await("uploads end again", () -> tally.submissions.size() > before);
          bench.say("%s killed, %d uploads".formatted(component, tally.submissions.size()));
        }
      }
      over.set(true);
      for (var one : labs) {
        one.get();
      }
    } finally {
      over.set(true);
    }
    return rounds * KILLED.size();
  }

  private static void awaitAccepted(Stack stack, Set<String> submissions) {
    var door = new Door(stack.gateway());
    var token = new Tokens(stack).lab("lab-north");
    for (var submission : submissions) {
      await("accepted", () -> door.get(submission, token, Map.of()).json().has("callSet"));
    }
  }

  /// Puts a file among the parts, as a process does that dies before the part counts.
  private static void forget(Stack stack) throws IOException {
    var shelf = stack.vaultFolder().resolve("uploads").resolve(UNKNOWN.substring(0, 2));
    Files.createDirectories(shelf);
    Files.write(shelf.resolve(UNKNOWN), new byte[1]);
  }

  private static long unknownFiles(Stack stack) {
    return new Vaults(stack).unknown();
  }

  /// How many events say that one of these was received.
  private static long received(Stack stack, Set<String> submissions) {
    var payloads =
        texts(stack, "SELECT payload FROM event WHERE type = 'ingestion.SubmissionReceived'");
    return payloads.stream()
        .filter(payload -> submissions.contains("/accessions/" + field(payload, "/accession")))
        .count();
  }

  private static String field(String json, String pointer) {
    try {
      return new ObjectMapper().readTree(json).at(pointer).asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(Stack stack, String sql) {
    try (var connection =
            DriverManager.getConnection(
                stack.jdbcUrl("ingestion"), "postgres", stack.secret("postgresql"));
        var rows = connection.createStatement().executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new StackFault(
            "Waited in vain: " + what, "Run it again with the same seed and look at the logs.");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /// The files of parts and of submissions, against what table and log say there should be.
  private record Vaults(Stack stack) {
    long unknown() {
      return without(
          stack.vaultFolder().resolve("uploads"), texts(stack, "SELECT digest FROM upload_part"));
    }

    long unnamed() {
      var received = "SELECT payload FROM event WHERE type = 'ingestion.SubmissionReceived'";
      return without(
              stack.vaultFolder(),
              texts(stack, received).stream()
                  .map(payload -> field(payload, "/file/digest"))
                  .toList())
          - without(stack.vaultFolder().resolve("uploads"), List.of());
    }

    private static long without(Path vault, List<String> known) {
      try (var files = Files.walk(vault)) {
        var there =
            files
                .filter(Files::isRegularFile)
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.toCollection(HashSet::new));
        known.forEach(there::remove);
        return there.size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
