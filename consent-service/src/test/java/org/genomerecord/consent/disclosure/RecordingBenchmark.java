package org.genomerecord.consent.disclosure;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// How long it takes until a decision is made and durable, and how long the engine takes to append
/// an event like it, under the same condition, when nobody decides.
///
/// Needs a log that nobody else appends to: `genome.bench.url` names it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RecordingBenchmark {
  private static final int PATIENTS = 64;

  @Param({"5", "50", "500"})
  int rules;

  private final Vertx vertx = Vertx.vertx();
  private final List<Pseudonym> patients = new ArrayList<>();
  private final DisclosureRequest request = PatientsWithRules.request();
  private @Nullable Running running;
  private volatile long head;

  /// @param like a decision as it is recorded
  private record Running(
      Pool pool, AppendSequencer sequencer, Decisions decisions, Envelope like, String decision) {}

  @Setup
  public void patientsInALog() {
    var pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(16))
            .connectingTo(
                PgConnectOptions.fromUri(System.getProperty("genome.bench.url"))
                    .setPassword(System.getenv("GENOME_BENCH_PASSWORD"))
                    .setCachePreparedStatements(true))
            .using(vertx)
            .build();
    var sequencer = new AppendSequencer(pool, 256, 10_000);
    Awaiting.result(sequencer.start());
    for (int number = 0; number < PATIENTS; number++) {
      var patient = new Pseudonym(UUID.randomUUID().toString());
      patients.add(patient);
      append(sequencer, enrolled(patient));
      int consent = 0;
      for (var provision : PatientsWithRules.provisions(rules)) {
        var id = new ConsentId(patient + "-" + consent++);
        append(sequencer, new ConsentGranted(id, patient, provision, SampleConsents.FROM));
      }
    }
    var decisions = new Decisions(sequencer, new LogReader(pool), 1_000);
    var first = question(patients.getFirst());
    var decided = decisions.decide(List.of(first)).getFirst();
    head = decided.position();
    running =
        new Running(
            pool,
            sequencer,
            decisions,
            Envelope.of(decided.outcome(), first.attribution()),
            first.decision().value());
  }

  private static PatientEnrolled enrolled(Pseudonym patient) {
    var event = Recording.newEventId();
    return new PatientEnrolled(
        patient,
        "identifier-of-" + patient,
        "account-of-" + patient,
        1,
        new Sealed(event, 1, "c2VhbGVk"));
  }

  private static void append(AppendSequencer sequencer, Object event) {
    var envelope = Envelope.of(event, SampleConsents.byThePatient(SampleConsents.FROM));
    sequencer.append(new Append(List.of(envelope), List.of(), -1)).join();
  }

  private DecideDisclosure question(Pseudonym patient) {
    return new DecideDisclosure(
        patient,
        new DecisionId(UUID.randomUUID().toString()),
        request,
        SampleConsents.attribution(request.actor(), request.purposeOfUse(), request.at()));
  }

  private Pseudonym anyone() {
    return patients.get(ThreadLocalRandom.current().nextInt(PATIENTS));
  }

  private Running running() {
    return Objects.requireNonNull(running);
  }

  @Benchmark
  public Object decided() {
    return running().decisions().decide(List.of(question(anyone()))).getFirst();
  }

  @Benchmark
  public long appended() {
    var patient = anyone();
    var decision = UUID.randomUUID().toString();
    var like = running().like();
    var event =
        new Envelope(
            Recording.newEventId(),
            like.type(),
            like.version(),
            like.attribution(),
            like.tags().stream().map(tag -> tag.replace(running().decision(), decision)).toList(),
            like.payload().replace(running().decision(), decision));
    var nothingNew = new Criterion(Set.of("consents-of:" + patient), Set.of());
    head =
        running().sequencer().append(new Append(List.of(event), List.of(nothingNew), head)).join();
    return head;
  }

  @TearDown
  public void close() {
    Awaiting.result(running().pool().close());
    Awaiting.result(vertx.close());
  }
}
