package org.genomerecord.consent.erasure;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees erasures through: begins what is due, destroys the keys, certifies.
///
/// In this order, each step durable before the next: a row that says what is to be seen to; the
/// request; the beginning, from which on every decision denies; the destruction of the keys; a look
/// whether they are gone; the certificate. Cut short anywhere, the row makes it go on at the next
/// start, and every step may be made twice. A certificate never stands before the keys are gone.
@ApplicationScoped
public class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final EventTypes<PatientEvent> TYPES = EventTypes.of(PatientEvent.class);
  private static final Actor SELF = new Actor("consent-service", "service", null);
  private static final long LOOK_MILLIS = 30_000;
  private static final int AT_ONCE_MAX = 100;

  /// A row stands before its request does: one without a request is left over only after this.
  private static final Duration LEFT_OVER = Duration.ofMinutes(10);

  private static final String DUE =
      """
      SELECT patient, due_at, correlation FROM erasure
      WHERE settled_at IS NULL AND due_at <= $1 AND (due_at, patient) > ($2, $3)
      ORDER BY due_at, patient LIMIT $4
      """;

  private record Due(Pseudonym patient, Instant at, String correlation) {}

  private final Pool pool;
  private final Commands commands;
  private final LogReader log;
  private final SubjectKeys keys;
  private final Duration coolOff;
  private final Period keyBackupRetention;
  private final Repeating repeating =
      new Repeating(
          () -> finishDue(Caller.now()),
          e -> LOG.error("erasures stand still; they are tried again", e),
          LOOK_MILLIS);

  Erasures(
      Pool pool,
      Commands commands,
      LogReader log,
      SubjectKeys keys,
      @ConfigProperty(name = "genome.erasure.cool-off", defaultValue = "PT0S") Duration coolOff,
      @ConfigProperty(name = "genome.key-backup-retention", defaultValue = "P35D")
          String keyBackupRetention) {
    this.pool = pool;
    this.commands = commands;
    this.log = log;
    this.keys = keys;
    this.coolOff = coolOff;
    this.keyBackupRetention = Period.parse(keyBackupRetention);
  }

  /// What was cut short goes on, and keys that came back with a restored backup go again.
  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    destroyWhatCameBack();
    repeating.start("erasures");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }

  /// Asks for erasure, and sees it through at once if there is no time to think it over. Blocks.
  ///
  /// @param grounds null if the patient asks
  Step request(Pseudonym patient, @Nullable Grounds grounds, Attribution attribution) {
    var due = attribution.at().plus(coolOff);
    note(patient, due, attribution);
    var step = send(new RequestErasure(patient, grounds, due, attribution));
    if (!step.isRefused()) {
      finish(patient, attribution.correlation(), attribution.at());
    }
    return step;
  }

  Step send(ErasureCommand command) {
    return Objects.requireNonNull(commands.send(command, Step.class));
  }

  /// Where the patient is on the way, from the log itself: always current. Blocks.
  PatientErasure of(Pseudonym patient) {
    var found =
        Awaiting.result(
            log.matching(List.of(new Criterion(Set.of("consents-of:" + patient), Set.of())), 0));
    var state = PatientErasure.initial();
    for (var stored : found.events()) {
      var envelope = stored.envelope();
      state = state.evolve(TYPES.read(envelope.type(), envelope.version(), envelope.payload()));
    }
    return state;
  }

  /// Sees through whatever is due; what fails keeps nothing else from it. Blocks.
  void finishDue(Instant now) {
    var page = due(now, Instant.EPOCH, "");
    while (!page.isEmpty()) {
      for (var one : page) {
        if (repeating.isStopping()) {
          return;
        }
        finishOrTell(one, now);
      }
      var last = page.getLast();
      page = page.size() < AT_ONCE_MAX ? List.of() : due(now, last.at(), last.patient().value());
    }
  }

  private List<Due> due(Instant now, Instant after, String patient) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(DUE)
                .execute(
                    Tuple.of(
                        now.atOffset(ZoneOffset.UTC),
                        after.atOffset(ZoneOffset.UTC),
                        patient,
                        AT_ONCE_MAX)));
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new Due(
                new Pseudonym(row.getString("patient")),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getString("correlation")))
        .toList();
  }

  private void finishOrTell(Due one, Instant now) {
    try {
      finish(one.patient(), one.correlation(), now);
    } catch (RuntimeException e) {
      LOG.error("an erasure stands still; it is tried again", e);
    }
  }

  void finish(Pseudonym patient, String correlation, Instant now) {
    send(
        new BeginErasure(
            patient,
            keys.generations(patient),
            new Attribution(SELF, null, now, correlation, null, null)));
    switch (of(patient)) {
      case PatientErasure.NotEnrolled() -> forget(patient, now);
      case PatientErasure.Kept kept -> {
        var requested = kept.requested();
        if (requested == null) {
          forget(patient, now);
        } else {
          postpone(patient, requested.notBefore(), correlation);
        }
      }
      case PatientErasure.Begun _ -> {
        keys.destroy(patient);
        if (keys.areThere(patient)) {
          throw new IllegalStateException("destroyed keys are still there");
        }
        var certified = Caller.now();
        send(
            new CertifyErasure(
                patient,
                certified.atOffset(ZoneOffset.UTC).plus(keyBackupRetention).toInstant(),
                new Attribution(SELF, null, certified, correlation, null, null)));
        settle(patient, certified, correlation);
      }
      case PatientErasure.Erased(var certificate) -> {
        keys.destroy(patient);
        settle(patient, certificate.unreadableSince(), correlation);
      }
    }
  }

  private void note(Pseudonym patient, Instant due, Attribution attribution) {
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO erasure (patient, due_at, correlation, noted_at)"
                    + " VALUES ($1, $2, $3, $4)"
                    + " ON CONFLICT (patient) DO UPDATE SET noted_at = excluded.noted_at")
            .execute(
                Tuple.of(
                    patient.value(),
                    due.atOffset(ZoneOffset.UTC),
                    attribution.correlation(),
                    attribution.at().atOffset(ZoneOffset.UTC))));
  }

  /// Not one that was settled: its keys may come back. Nor one whose request may be on its way.
  private void forget(Pseudonym patient, Instant now) {
    Awaiting.result(
        pool.preparedQuery(
                "DELETE FROM erasure"
                    + " WHERE patient = $1 AND settled_at IS NULL AND noted_at < $2")
            .execute(Tuple.of(patient.value(), now.minus(LEFT_OVER).atOffset(ZoneOffset.UTC))));
  }

  /// Here and below the row is made if it is not there: what is asked for and what is erased stands
  /// in the log, and has to be found by its row.
  private void postpone(Pseudonym patient, Instant due, String correlation) {
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO erasure (patient, due_at, correlation) VALUES ($1, $2, $3)"
                    + " ON CONFLICT (patient) DO UPDATE SET due_at = excluded.due_at")
            .execute(Tuple.of(patient.value(), due.atOffset(ZoneOffset.UTC), correlation)));
  }

  private void settle(Pseudonym patient, Instant at, String correlation) {
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO erasure (patient, due_at, correlation, settled_at)"
                    + " VALUES ($1, $2, $3, $2)"
                    + " ON CONFLICT (patient) DO UPDATE SET settled_at = excluded.settled_at")
            .execute(Tuple.of(patient.value(), at.atOffset(ZoneOffset.UTC), correlation)));
  }

  /// Those of the patient's quarantined files, too, though the patient's own may not be back.
  private void destroyWhatCameBack() {
    var rows =
        Awaiting.result(
            pool.query(
                    "SELECT patient FROM erasure e WHERE settled_at IS NOT NULL AND EXISTS ("
                        + "SELECT FROM subject_key k"
                        + " WHERE k.patient = e.patient OR k.quarantined_of = e.patient)")
                .execute());
    for (var row : rows) {
      keys.destroy(new Pseudonym(row.getString("patient")));
    }
    if (rows.size() > 0) {
      LOG.warn("keys of {} erased patients had come back and were destroyed again", rows.size());
    }
  }
}
