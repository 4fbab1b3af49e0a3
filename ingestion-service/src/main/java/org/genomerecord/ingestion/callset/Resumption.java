package org.genomerecord.ingestion.callset;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.genomerecord.ingestion.accession.AccessionRow;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.ingestion.upkeep.Purge;
import org.genomerecord.ingestion.upkeep.StaleFingerprints;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes up submissions that were received and never settled, because a process died or a
/// validation failed.
///
/// The key that came with the laboratory's permit is gone; a new decision is asked for on the
/// service's own behalf.
@ApplicationScoped
class Resumption {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);
  private static final Actor SERVICE = new Actor("ingestion-service", "service", null);
  private static final long PAUSE_MILLIS_MAX = 600_000;

  private final Accessions accessions;
  private final CallSetValidation validation;
  private final Function<DecisionRequest, Decision> permits;
  private final Commands commands;
  private final Vault vault;
  private final Purge purge;
  private final StaleFingerprints stale;
  private final long pauseMillis;
  private final Map<AccessionId, Try> tries = new HashMap<>();
  private final Signal stop = new Signal();
  private volatile boolean stopping;

  @Inject
  Resumption(
      Accessions accessions,
      CallSetValidation validation,
      Permits permits,
      Commands commands,
      Vault vault,
      Purge purge,
      StaleFingerprints stale,
      IngestionLimits limits) {
    this(accessions, validation, permits::ask, commands, vault, purge, stale, limits);
  }

  Resumption(
      Accessions accessions,
      CallSetValidation validation,
      Function<DecisionRequest, Decision> permits,
      Commands commands,
      Vault vault,
      Purge purge,
      StaleFingerprints stale,
      IngestionLimits limits) {
    this.accessions = accessions;
    this.validation = validation;
    this.permits = permits;
    this.commands = commands;
    this.vault = vault;
    this.purge = purge;
    this.stale = stale;
    this.pauseMillis = limits.resumeMillis();
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    vault.removeDrafts();
    Thread.ofVirtual().name("resumption").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
  }

  private void run() {
    while (!stopping) {
      try {
        unsettled().forEach(this::resumeInTurn);
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warn("unsettled submissions wait", e);
        }
      }
      try {
        stop.await(0, pauseMillis);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// One that fails again and again is tried less and less often: each try is a decision on record.
  /// That there was no room for it is no failure of its own.
  private void resumeInTurn(AccessionId accession) {
    var now = System.nanoTime();
    var earlier = tries.get(accession);
    if (stopping
        || validation.isRunning(accession)
        || !validation.hasRoom()
        || (earlier != null && now - earlier.nextNanos() < 0)) {
      return;
    }
    boolean tried = true;
    try {
      tried = resume(accession);
    } catch (RuntimeException e) {
      LOG.warn("accession {} waits", accession, e);
    }
    if (tried) {
      tries.put(accession, Try.after(earlier, now, pauseMillis));
    }
  }

  /// @param nextNanos [System#nanoTime] before which it is left alone
  private record Try(long pauseMillis, long nextNanos) {
    static Try after(@Nullable Try earlier, long now, long firstPauseMillis) {
      long pause =
          earlier == null
              ? firstPauseMillis
              : Math.min(PAUSE_MILLIS_MAX, 2 * earlier.pauseMillis());
      return new Try(pause, now + TimeUnit.MILLISECONDS.toNanos(pause));
    }
  }

  private static List<AccessionId> unsettled() {
    return ReadModels.read(AccessionRow::unsettled).stream()
        .map(row -> new AccessionId(row.accession))
        .toList();
  }

  /// @return whether it was tried: false if it is settled, or there is no room to validate it
  boolean resume(AccessionId id) {
    var waiting = accessions.find(id).accession().unsettled();
    if (waiting.isEmpty()) {
      tries.remove(id);
      return false;
    }
    var received = waiting.get();
    var attribution =
        new Attribution(
            SERVICE,
            PurposeOfUse.TREATMENT,
            Caller.now(),
            UUID.randomUUID().toString(),
            received.sealed().event().toString(),
            Caller.traceParent());
    try {
      switch (permits.apply(request(received, attribution))) {
        case Decision.Permit permit -> {
          LOG.info("taking up accession {}", id);
          return validation.start(received, permit.key(), attribution);
        }
        case Decision.Denial denial -> refuse(received, denial, attribution);
      }
    } catch (Refusal unavailable) {
      LOG.warn("accession {} waits: {}", id, unavailable.code());
    }
    return true;
  }

  private static DecisionRequest request(SubmissionReceived received, Attribution attribution) {
    return new DecisionRequest(
        received.patient().value(),
        null,
        attribution.purposeOfUse(),
        List.of(),
        "collect",
        List.of(received.collected().code()),
        "accession/" + received.accession(),
        null,
        attribution.correlation(),
        attribution.causation());
  }

  private void refuse(
      SubmissionReceived received, Decision.Denial denial, Attribution attribution) {
    if (purge.takesBack(received, attribution)) {
      return; // Received as the patient was erased, and the process died before it was taken back.
    }
    var recorded =
        commands.send(
            new SettleSubmission(
                received.accession(),
                received.file(),
                new SubmissionRefused(
                    received.accession(),
                    received.lab(),
                    received.patient(),
                    denial.code(),
                    null,
                    denial.refusal().detail(),
                    Caller.now()),
                null,
                attribution));
    if (recorded != null) {
      vault.remove(received.file());
    }
    stale.removeOf(received.accession()); // A validation that was cut short may have left one.
  }
}
