package org.genomerecord.interpretation.reinterpretation;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.genomerecord.interpretation.BenchmarkPart;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.AmendInterpretation;
import org.genomerecord.interpretation.issuance.SettleInterpretationHandler;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.PostgresEventStorageEngine;

/// A part of interpretation-service in a process of its own, for the benchmark `reinterpret`: there
/// to be started several times, and killed. What it says is a line each:
///
/// - `ready`: it waits for a line on its standard input, and begins then
/// - `done N`: it has looked at N interpretations, or recorded N amendments, and ends
///
/// Words: `prepare FILE SEED NUMBER`, `differing PATIENTS SEED NUMBER`, `look NUMBER PARALLEL`,
/// `record NUMBER`, where NUMBER is that of a synthetic release. The environment says where
/// everything is.
public final class ReinterpretingProcess {
  private static final Duration CLAIM_LASTS = Duration.ofSeconds(20);
  private static final int PAGE_ITEMS = 20;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// As the service.
  private static final Duration RECORD_PAUSE = Duration.ofMillis(500);

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final Vault vault = BenchmarkPart.vault();
  private final Permits permits = BenchmarkPart.permits();
  private final Work work;

  private ReinterpretingProcess() {
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(16))
            .connectingTo(
                PgConnectOptions.fromUri(BenchmarkPart.environment("GENOME_BENCH_DATABASE"))
                    .setPassword(BenchmarkPart.environment("GENOME_BENCH_PASSWORD"))
                    .setCachePreparedStatements(true))
            .using(vertx)
            .build();
    this.work = new Work(pool);
  }

  /// @param words see above
  public static void main(String[] words) throws Exception {
    var process = new ReinterpretingProcess();
    switch (words[0]) {
      case "prepare" ->
          process.prepare(Path.of(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
      case "differing" ->
          process.differing(
              Integer.parseInt(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
      case "look" -> process.look(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "record" -> process.record(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException("no such part");
    }
    Runtime.getRuntime().halt(0);
  }

  private SealedPatients patients(AppendSequencer sequencer, long seed, int number) {
    return new SealedPatients(permits, pool, sequencer, vault, seed, number);
  }

  private void prepare(Path pseudonyms, long seed, int number) throws Exception {
    var sequencer = sequencer();
    var all = Files.readAllLines(pseudonyms);
    patients(sequencer, seed, number).make(all);
    BenchmarkPart.say("done " + all.size());
  }

  private void differing(int patients, long seed, int number) {
    var sequencer = new AppendSequencer(pool, 1, 1);
    BenchmarkPart.say("done " + patients(sequencer, seed, number - 1).differing(patients, number));
  }

  private AppendSequencer sequencer() {
    var sequencer = new AppendSequencer(pool, 256, 10_000);
    Awaiting.result(sequencer.start());
    return sequencer;
  }

  private void look(int number, int parallel) throws IOException {
    var interpreter = SyntheticReleases.numbered(number);
    work.enlist(interpreter.release(), 10_000);
    var looked = new AtomicLong();
    var reinterpretation =
        new Reinterpretation(
            requests -> permits.askAll(null, requests),
            _ -> Optional.empty(),
            pool,
            vault,
            new Reinterpretation.Bounds(PAGE_ITEMS, 5, CLAIM_LASTS),
            _ -> looked.incrementAndGet());
    awaitBeginning();
    while (waiting(interpreter) > 0) {
      CompletableFuture.allOf(
              Stream.generate(() -> onThread(reinterpretation, interpreter))
                  .limit(parallel)
                  .toArray(CompletableFuture<?>[]::new))
          .join();
      pause(PAUSE); // for the claims of one that was killed to be over
    }
    BenchmarkPart.say("done " + looked);
  }

  private static CompletableFuture<Void> onThread(
      Reinterpretation reinterpretation, Interpreter interpreter) {
    return CompletableFuture.runAsync(
        () -> reinterpretation.lookAtAll(interpreter, () -> false),
        run -> Thread.ofVirtual().start(run));
  }

  private long waiting(Interpreter interpreter) {
    return Objects.requireNonNull(work.counts(interpreter.release()).get("waiting"));
  }

  /// The one that appends; what the service's read model does is done here at once.
  private void record(int number) throws IOException {
    var interpreter = SyntheticReleases.numbered(number);
    work.enlist(interpreter.release(), 10_000);
    var engine = new PostgresEventStorageEngine(sequencer(), new LogReader(pool));
    long recorded = 0;
    try (var commands = Commands.on(engine, SettleInterpretationHandler::register)) {
      awaitBeginning();
      while (true) {
        boolean last = waiting(interpreter) == 0;
        var page = work.unrecorded(100);
        for (var one : page) {
          commands.send(
              new AmendInterpretation(
                  one.amendment().callSet(),
                  one.amendment(),
                  SealedPatients.attribution(Caller.now())));
          project(one.amendment());
          work.recorded(one);
          recorded++;
        }
        if (page.isEmpty()) {
          if (last) {
            break;
          }
          pause(RECORD_PAUSE);
        }
      }
    }
    BenchmarkPart.say("done " + recorded);
  }

  private void project(InterpretationAmended amended) {
    Awaiting.result(
        pool.preparedQuery("UPDATE report SET superseded_at = now() WHERE id = $1")
            .execute(Tuple.of(amended.amends().value())));
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO report (id, call_set, interpretation, amends, accession, patient,"
                    + " knowledge, issued_at, event, generation, ciphertext)"
                    + " VALUES ($1, $2, $1, $3, $4, $5, $6, now(), $7, $8, $9)"
                    + " ON CONFLICT DO NOTHING")
            .execute(
                Tuple.of(
                        amended.interpretation().value(),
                        amended.callSet().value(),
                        amended.amends().value(),
                        amended.accession().value(),
                        amended.patient().value(),
                        amended.knowledge())
                    .addValue(amended.sealed().event())
                    .addValue(amended.sealed().generation())
                    .addValue(amended.sealed().ciphertext())));
  }

  private static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }

  private static void awaitBeginning() throws IOException {
    BenchmarkPart.say("ready");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    if (in.readLine() == null) {
      Runtime.getRuntime().halt(0); // whoever started it has ended
    }
  }
}
