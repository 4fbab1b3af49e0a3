package org.genomerecord.record.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.genomerecord.ledger.checkpoint.InconsistentCheckpoint;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.UnverifiedNote;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has checkpoints signed each interval while the log grows, and now and then while it does not: a
/// size that did not move is evidence too.
///
/// Whatever goes wrong here, the service goes on: care does not wait for evidence. It shows in the
/// metrics, and in the log as an ERROR once the log is not what it was.
@ApplicationScoped
public class CheckpointRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointRunner.class);

  /// Checkpoints of the last two hours are all kept, and one for each hour before. One with its
  /// cosignatures takes about 8 KiB.
  private static final Duration ALL_KEPT = Duration.ofHours(2);

  private static final Duration THINNED_EVERY = Duration.ofHours(1);
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 5_000;
  private static final Duration WITNESS_CONNECT = Duration.ofSeconds(2);

  private final LogReader log;
  private final AppendSequencer sequencer;
  private final MeterRegistry metrics;
  private final LedgerSettings settings;
  private final LedgerRows rows;
  private final Timer duration;
  private final Signal stop = new Signal();
  private final Signal signed = new Signal();
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Notary notary;
  private volatile List<VerifierKey> verifiers = List.of();
  private volatile @Nullable SignedCheckpoint latest;
  private volatile Instant signedAt = Instant.now();
  private volatile String finding = "";
  private volatile boolean stopping;
  private Instant thinnedAt = Instant.EPOCH;

  CheckpointRunner(
      Pool pool,
      LogReader log,
      AppendSequencer sequencer,
      MeterRegistry metrics,
      LedgerSettings settings) {
    this.log = log;
    this.sequencer = sequencer;
    this.metrics = metrics;
    this.settings = settings;
    this.rows = new LedgerRows(pool);
    this.duration =
        Timer.builder("record.log.checkpoint.duration")
            .description("Reading back, comparing and signing what one checkpoint covers")
            .register(metrics);
  }

  void start(@Observes @Priority(StartOrder.PROJECTIONS) StartupEvent event) {
    gauges();
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WITNESS_CONNECT)
            .build();
    for (var witness : settings.witnesses()) {
      var cosigning =
          new Cosigning(
              witness,
              rows,
              () -> sequencer.isReplaced() ? null : latest,
              signed,
              http,
              settings.witnessTimeout(),
              settings.idleMillis());
      gauges(cosigning, String.valueOf(witness.prefix().getAuthority()));
      threads.add(Thread.ofVirtual().name("witness").start(cosigning::run));
    }
    threads.add(Thread.ofVirtual().name("checkpoints").start(this::run));
  }

  private void gauges() {
    Gauge.builder("record.log.size", () -> size(latest))
        .description("Events in the latest signed checkpoint")
        .baseUnit("events")
        .register(metrics);
    Gauge.builder("record.log.checkpoint.age", () -> secondsSince(signedAt))
        .description("Time since a checkpoint was signed, or since the start")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("record.log.inconsistent", () -> finding.isEmpty() ? 0 : 1)
        .description("1 if the log is not what was appended or signed: nothing is signed")
        .register(metrics);
  }

  private void gauges(Cosigning cosigning, String witness) {
    Gauge.builder("record.log.witness.age", () -> secondsSince(cosigning.cosignedAt()))
        .description("Time since a witness cosigned, or since the start")
        .baseUnit("seconds")
        .tag("witness", witness)
        .register(metrics);
    Gauge.builder("record.log.witness.refused", () -> cosigning.isRefused() ? 1 : 0)
        .description("1 if the witness said no: it knows another history, or not this log")
        .tag("witness", witness)
        .register(metrics);
  }

  private static long size(@Nullable SignedCheckpoint checkpoint) {
    return checkpoint == null ? 0 : checkpoint.checkpoint().size();
  }

  private static double secondsSince(Instant at) {
    return Duration.between(at, Instant.now()).toMillis() / 1_000.0;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
    threads.forEach(Thread::interrupt);
  }

  /// What verifies the log's signatures, as the log itself says; empty before its keys are read.
  List<VerifierKey> verifiers() {
    return verifiers;
  }

  private void run() {
    while (!stopping) {
      long pauseMillis = settings.intervalMillis();
      try {
        pauseMillis = round() ? 0 : settings.intervalMillis();
      } catch (Replaced _) {
        sequencer.noteReplaced();
        return;
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        pauseMillis = after(e);
      }
      try {
        stop.await(0, pauseMillis);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// @return whether there is more to be signed
  private boolean round() {
    var now = Instant.now();
    boolean due = secondsSince(signedAt) * 1_000 >= settings.idleMillis() || latest == null;
    var signing = notary();
    long begun = System.nanoTime();
    var round = signing.round(now, due);
    finding = "";
    if (round.signed()) {
      duration.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
      latest = round.checkpoint();
      signedAt = now;
      signed.raise();
    }
    if (Duration.between(thinnedAt, now).compareTo(THINNED_EVERY) > 0) {
      rows.thin(now.minus(ALL_KEPT));
      thinnedAt = now;
    }
    return round.behind();
  }

  private Notary notary() {
    var known = notary;
    if (known == null) {
      boolean hasSigned = rows.head().latest() != null;
      var signer = LedgerKeys.signer(settings.keyFolder(), settings.origin(), hasSigned);
      verifiers = signer.verifiers();
      known = new Notary(rows, log, signer, sequencer.epoch(), settings.bounds());
      notary = known;
    }
    return known;
  }

  /// @return how long to wait then
  private long after(RuntimeException failure) {
    switch (failure) {
      case LogChanged _, InconsistentCheckpoint _, UnverifiedNote _, MissingTile _, Malformed _ -> {
        var found = String.valueOf(failure.getMessage());
        if (!found.equals(finding)) {
          LOG.error("the log is not what it was; no checkpoint is signed over it", failure);
        }
        finding = found;
      }
      default -> LOG.error("no checkpoint could be signed; it is tried again", failure);
    }
    return Math.max(settings.intervalMillis(), PAUSE_AFTER_FAILURE_MILLIS);
  }
}
