package org.genomerecord.interpretation.reinterpretation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.SealedFindings;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;

/// Gives patients of a real consent-service a sealed call set in the vault and an interpretation on
/// record. Their call sets are of few kinds, so that each kind is interpreted once: what is sealed
/// is of each patient alone.
final class SealedPatients {
  private static final int KINDS = 32;
  private static final int PARALLEL = 16;
  private static final Set<String> PERMITTED = Set.of("pharmacogenomic");

  private final Permits permits;
  private final Pool pool;
  private final AppendSequencer sequencer;
  private final Vault vault;
  private final String release;
  private final List<Kind> kinds = new ArrayList<>();

  private static final class Kind {
    private final byte[] file;
    private final Interpreted interpreted;

    Kind(byte[] file, Interpreted interpreted) {
      this.file = file;
      this.interpreted = interpreted;
    }
  }

  /// @param number of the synthetic release that their interpretations are of
  SealedPatients(
      Permits permits, Pool pool, AppendSequencer sequencer, Vault vault, long seed, int number) {
    this.permits = permits;
    this.pool = pool;
    this.sequencer = sequencer;
    this.vault = vault;
    var interpreter = SyntheticReleases.numbered(number);
    this.release = interpreter.release();
    var random = new Random(seed);
    for (int i = 0; i < KINDS; i++) {
      kinds.add(kind(interpreter, random));
    }
  }

  private static Kind kind(Interpreter interpreter, Random random) {
    var lines = new ArrayList<Line>();
    for (var panel : SyntheticCallSet.RELEASE.panels()) {
      lines.addAll(SyntheticCallSet.carrying(panel, any(panel, random), any(panel, random), false));
    }
    var texts =
        lines.stream()
            .map(line ->
                String.join(
                    "\t",
                    line.contig(),
                    line.position() + "",
                    ".",
                    line.ref(),
                    line.alts(),
                    ".",
                    "PASS",
                    ".",
                    "GT",
                    line.genotype()))
            .toArray(String[]::new);
    try (var vcf = SyntheticCallSet.vcf(texts)) {
      var bytes = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(bytes)) {
        vcf.transferTo(gzip);
      }
      return new Kind(
          bytes.toByteArray(), interpreter.interpret(SyntheticCallSet.calls(lines), PERMITTED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NamedAllele any(Panel panel, Random random) {
    return panel.alleles().get(random.nextInt(panel.alleles().size()));
  }

  /// How many of so many patients a release says something else of than the one before it.
  long differing(int patients, int number) {
    var before = SyntheticReleases.numbered(number - 1);
    var after = SyntheticReleases.numbered(number);
    long differing = 0;
    for (int i = 0; i < kinds.size(); i++) {
      var calls = SyntheticCallSet.calls(stream(kinds.get(i)));
      if (!Differences.between(
              before.interpret(calls, PERMITTED), after.interpret(calls, PERMITTED))
          .none()) {
        differing += (patients - i + KINDS - 1) / KINDS;
      }
    }
    return differing;
  }

  private static InputStream stream(Kind kind) {
    return new ByteArrayInputStream(kind.file);
  }

  /// @param patients pseudonyms; each permits to collect
  void make(List<String> patients) throws Exception {
    var running = new Semaphore(PARALLEL);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = new ArrayList<Future<?>>();
      for (int i = 0; i < patients.size(); i++) {
        int number = i;
        running.acquire();
        Callable<Void> making =
            () -> {
              try {
                make(patients.get(number), kinds.get(number % KINDS));
              } finally {
                running.release();
              }
              return null;
            };
        made.add(threads.submit(making));
      }
      for (var one : made) {
        one.get();
      }
    }
  }

  private void make(String patient, Kind kind) throws IOException {
    var accession = UUID.randomUUID().toString();
    if (!(permits.ask(collect(patient, accession)) instanceof Decision.Permit permit)) {
      throw new IllegalStateException("the patient permits it");
    }
    var pseudonym = new Pseudonym(patient);
    var callSet = new CallSetId(UUID.randomUUID().toString());
    try (var draft = vault.draft(permit.key(), callSet.value())) {
      draft.bytes().write(kind.file);
      var acceptance = Recording.newEventId();
      var accepted =
          new CallSetAccepted(
              new AccessionId(accession),
              "bench-lab",
              pseudonym,
              callSet,
              "GRCh38",
              1,
              List.of(),
              draft.keep(),
              permit
                  .key()
                  .seal(
                      acceptance,
                      EventTypes.schemaOf(CallSetAccepted.class),
                      ("{\"sample\":\"" + SyntheticCallSet.SAMPLE + "\"}").getBytes(UTF_8)),
              Caller.now(),
              null);
      issue(kind, permit, accepted);
      Awaiting.result(
          pool.preparedQuery("INSERT INTO call_set VALUES ($1, $2, $3)")
              .execute(Tuple.of(callSet.value(), patient, EventJson.write(accepted))));
    }
  }

  private static DecisionRequest collect(String patient, String accession) {
    return new DecisionRequest(
        patient,
        null,
        "TREAT",
        List.of(),
        "collect",
        List.of(DataClass.PHARMACOGENOMIC.code()),
        "accession/" + accession,
        null,
        "bench",
        null);
  }

  private void issue(Kind kind, Decision.Permit permit, CallSetAccepted callSet) {
    var event = Recording.newEventId();
    var sealed = SealedFindings.seal(event, kind.interpreted, permit.key());
    var interpretation = new InterpretationId(UUID.randomUUID().toString());
    var now = Caller.now();
    var issued =
        new InterpretationIssued(
            interpretation,
            callSet.callSet(),
            callSet.accession(),
            callSet.patient(),
            release,
            permit.dataClasses(),
            permit.id(),
            sealed,
            now);
    var name = EventTypes.nameOf(InterpretationIssued.class);
    sequencer
        .append(
            new Append(
                List.of(
                    new Envelope(
                        event,
                        name.name(),
                        name.version(),
                        attribution(now),
                        List.of(
                            "accession:" + callSet.accession(),
                            "call-set:" + callSet.callSet(),
                            "interpretation:" + interpretation,
                            "patient:" + callSet.patient()),
                        EventJson.write(issued))),
                List.of(),
                -1))
        .join();
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO report (id, call_set, interpretation, accession, patient, knowledge,"
                    + " issued_at, event, generation, ciphertext)"
                    + " VALUES ($1, $2, $1, $3, $4, $5, now(), $6, $7, $8)")
            .execute(
                Tuple.tuple(
                    List.of(
                        interpretation.value(),
                        callSet.callSet().value(),
                        callSet.accession().value(),
                        callSet.patient().value(),
                        release,
                        event,
                        sealed.generation(),
                        sealed.ciphertext()))));
  }

  static Attribution attribution(Instant at) {
    return new Attribution(
        new Actor("interpretation-service", "service", null), "TREAT", at, "bench", null, null);
  }
}
