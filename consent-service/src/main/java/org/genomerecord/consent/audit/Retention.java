package org.genomerecord.consent.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureCancelled;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.event.ErasureEvent.LegalHoldLifted;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.LegalHoldId;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes entries of the audit trail that were kept as long as the operator says, and no shorter
/// than the law does. The events that they were made of stay in the logs for ever: the trail is a
/// read model. What is about a patient under a legal hold stays, too.
@ApplicationScoped
class Retention {
  /// An accounting of disclosures reaches back six years (45 CFR 164.528(a)), and so long is
  /// documentation kept (164.316(b)(2)(i)).
  static final int YEARS_MIN = 6;

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long LOOK_MILLIS = 3_600_000;
  private static final Actor SELF = new Actor("consent-service", "service", null);
  private static final EventTypes<ErasureEvent> TYPES = EventTypes.of(ErasureEvent.class);
  private static final Set<String> HOLDS =
      Set.of(
          EventTypes.storedName(LegalHoldPlaced.class),
          EventTypes.storedName(LegalHoldLifted.class));
  private static final String DUE =
      " WHERE recorded_at < $1 AND (patient IS NULL OR patient <> ALL ($2::text[]))";
  private static final int BATCH_ENTRIES = 10_000;

  /// By time, as both tables have an index of it. Entries of the same moment go together.
  private static final String DELETE_OLDEST =
      "WITH oldest AS (SELECT recorded_at FROM audit_entry"
          + DUE
          + " ORDER BY recorded_at LIMIT $3), batch AS (SELECT max(recorded_at) AS last FROM oldest),"
          + " gone AS (DELETE FROM audit_entry_consent"
          + DUE
          + " AND recorded_at <= (SELECT last FROM batch)) DELETE FROM audit_entry"
          + DUE
          + " AND recorded_at <= (SELECT last FROM batch)";

  private final Pool pool;
  private final LogReader log;
  private final Commands commands;
  private final int years;
  private final Repeating repeating =
      new Repeating(
          () -> purge(Caller.now()),
          e -> LOG.warn("the audit trail could not be purged; it is tried again", e),
          LOOK_MILLIS);

  /// @throws IllegalArgumentException if entries would be kept for less than six years
  Retention(
      Pool pool,
      LogReader log,
      Commands commands,
      @ConfigProperty(name = "genome.audit.retention-years", defaultValue = "10") int years) {
    if (years < YEARS_MIN) {
      throw new IllegalArgumentException(
          "genome.audit.retention-years is at least "
              + YEARS_MIN
              + ", as an accounting needs them");
    }
    this.pool = pool;
    this.log = log;
    this.commands = commands;
    this.years = years;
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    repeating.start("retention");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }

  /// Deletes what is due. It is on record before it is done. Blocks.
  ///
  /// @return how many entries were deleted
  long purge(Instant now) {
    var before = now.atOffset(ZoneOffset.UTC).minusYears(years);
    long due = count(before, held());
    commands.send(
        new PurgeAuditTrail(
            before.toInstant(),
            due,
            new Attribution(SELF, null, now, UUID.randomUUID().toString(), null, null)));
    if (due == 0) {
      return 0;
    }
    long deleted = 0;
    int batch;
    do {
      batch = deleteOldest(before, BATCH_ENTRIES);
      deleted += batch;
    } while (batch >= BATCH_ENTRIES && !repeating.isStopping());
    return deleted;
  }

  /// Deletes the oldest entries that are due and under no hold: one may have been placed since
  /// before. Blocks.
  ///
  /// @return how many: fewer than wanted, if that was all
  int deleteOldest(OffsetDateTime before, int entries) {
    return Awaiting.result(
            pool.preparedQuery(DELETE_OLDEST)
                .execute(arguments(before, held()).addInteger(entries)))
        .rowCount();
  }

  private long count(OffsetDateTime before, Set<Pseudonym> held) {
    return Awaiting.result(
            pool.preparedQuery("SELECT count(*) AS due FROM audit_entry" + DUE)
                .execute(arguments(before, held)))
        .iterator()
        .next()
        .getLong("due");
  }

  private static Tuple arguments(OffsetDateTime before, Set<Pseudonym> held) {
    return Tuple.of(before)
        .addArrayOfString(held.stream().map(Pseudonym::value).toArray(String[]::new));
  }

  /// The patients under a legal hold, from the log itself: the trail may be behind.
  private Set<Pseudonym> held() {
    Map<LegalHoldId, Pseudonym> holds = new HashMap<>();
    for (var stored :
        Awaiting.result(log.matching(List.of(new Criterion(Set.of(), HOLDS)), 0)).events()) {
      var envelope = stored.envelope();
      switch (TYPES.read(envelope.type(), envelope.version(), envelope.payload())) {
        case LegalHoldPlaced placed -> holds.put(placed.hold(), placed.patient());
        case LegalHoldLifted lifted -> holds.remove(lifted.hold());
        case ErasureRequested _,
            ErasureCancelled _,
            ErasureRefused _,
            ErasureBegun _,
            PatientErased _ ->
            throw new IllegalStateException("neither a hold nor its end");
      }
    }
    return Set.copyOf(holds.values());
  }
}
