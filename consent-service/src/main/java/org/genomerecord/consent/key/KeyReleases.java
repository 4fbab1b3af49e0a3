package org.genomerecord.consent.key;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.relay.StartOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the subject keys that leave, and compares them with the permits in the log.
///
/// A decision does not wait for the count: releases gather in memory and are written a few times a
/// second, one row for all. Killed in between, those of the last moment are not counted, so that a
/// release without a permit could be missed; a permit is never.
@ApplicationScoped
public class KeyReleases {
  private static final Logger LOG = LoggerFactory.getLogger(KeyReleases.class);
  private static final int GATHERED_MAX = 100_000;
  private static final int BATCHES_AT_ONCE = 200;
  private static final long WRITE_MILLIS = 200;
  private static final double MILLIS_PER_SECOND = 1_000;

  /// A batch is looked at when those who wrote it are done with it.
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /// The first that is wrong with a release is told. Of an earlier release of this service there is
  /// no holder.
  private static final String COMPARE =
      """
      WITH due AS (
        DELETE FROM key_release WHERE number IN (
          SELECT number FROM key_release WHERE released_at < $1 ORDER BY number LIMIT $2)
        RETURNING released_at, decisions, holders),
      released AS (
        SELECT decision, min(holder) AS holder, min(released_at) AS released_at, count(*) AS times
        FROM due, unnest(decisions, holders) AS one (decision, holder) GROUP BY decision),
      first AS (
        INSERT INTO key_release_compared (decision, released_at)
        SELECT decision, released_at FROM released ON CONFLICT DO NOTHING RETURNING decision),
      judged AS (
        SELECT r.decision, r.released_at, CASE
          WHEN permit.recorded_at IS NULL THEN 'no-permit'
          WHEN NOT permit.of_the_holder THEN 'another-patient'
          WHEN r.released_at > permit.recorded_at + make_interval(secs => $3) THEN 'late'
          WHEN r.times > 1 OR first.decision IS NULL THEN 'twice' END AS reason
        FROM released r LEFT JOIN first ON first.decision = r.decision LEFT JOIN LATERAL (
          SELECT e.recorded_at, r.holder IS NULL OR CASE t.type
            WHEN 'consent.QuarantineKeyMade' THEN r.holder = 'quarantine-' || r.decision
            ELSE EXISTS (SELECT FROM event_tag p
              WHERE p.tag = 'patient:' || r.holder AND p.position = t.position) END AS of_the_holder
          FROM event_tag t JOIN event e ON e.position = t.position
          WHERE t.tag = 'decision:' || r.decision
            AND t.type IN ('consent.DisclosurePermitted', 'consent.QuarantineKeyMade')
          ORDER BY t.position LIMIT 1) permit ON true),
      told AS (
        INSERT INTO key_release_unmatched (decision, released_at, reason)
        SELECT decision, released_at, reason FROM judged WHERE reason IS NOT NULL
        RETURNING decision, reason)
      SELECT batches, decision, reason
      FROM (SELECT count(*) AS batches FROM due) AS compared LEFT JOIN told ON true
      """;

  /// A key that is about to leave.
  ///
  /// @param holder whose it is: a patient, or what stands in the place of one
  private record Release(DecisionId decision, Pseudonym holder, Instant at) {}

  private final Pool pool;
  private final MeterRegistry metrics;
  private final Duration interval;
  private final Duration permitAgeMax;
  private final Counter releases;
  private final BlockingQueue<Release> gathered = new ArrayBlockingQueue<>(GATHERED_MAX);
  private final Signal stop = new Signal();
  private Instant last = Instant.EPOCH;
  private volatile boolean stopping;
  private volatile long unmatched;
  private volatile Instant compared = Instant.now();

  KeyReleases(
      Pool pool,
      MeterRegistry metrics,
      @ConfigProperty(name = "genome.key-releases.compare-interval", defaultValue = "PT60S")
          Duration interval,
      @ConfigProperty(name = "genome.key-releases.permit-age-max", defaultValue = "PT1H")
          Duration permitAgeMax) {
    this.pool = pool;
    this.metrics = metrics;
    this.interval = interval;
    this.permitAgeMax = permitAgeMax;
    this.releases =
        Counter.builder("consent.key.releases")
            .description("Subject keys given out with a permit")
            .register(metrics);
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    Gauge.builder("consent.key.releases.unmatched", () -> unmatched)
        .description("Subject keys that left without a permit in the log, and were not looked into")
        .register(metrics);
    Gauge.builder(
            "consent.key.releases.compared.age",
            () -> Duration.between(compared, Instant.now()).toMillis() / MILLIS_PER_SECOND)
        .description("Since all released keys were compared with permits, or since the start")
        .baseUnit("seconds")
        .register(metrics);
    Thread.ofVirtual().name("key-releases").start(this::untilStopped);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
  }

  /// Counts a key that is about to leave.
  ///
  /// @param holder whose it is: a patient, or what stands in the place of one
  /// @throws Refusal unavailable, if too many wait to be written
  void count(DecisionId decision, Pseudonym holder) {
    if (!gathered.offer(new Release(decision, holder, Instant.now()))) {
      throw new Refusal(
          Category.UNAVAILABLE, "releases-uncounted", "the releases of keys cannot be counted now");
    }
    releases.increment();
  }

  private void untilStopped() {
    while (!stopping) {
      try {
        round(Instant.now());
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.error("releases of keys cannot be counted or compared; it is tried again", e);
        }
      }
      try {
        stop.await(0, WRITE_MILLIS);
      } catch (InterruptedException _) {
        return;
      }
    }
    write();
  }

  /// Writes what has gathered, and compares if it is time to. What one comparison leaves comes in
  /// the next round, so that neither waits for the other. Blocks.
  void round(Instant now) {
    write();
    if (Duration.between(last, now).compareTo(interval) >= 0 && compare(now.minus(SETTLED))) {
      compared = now;
      last = now;
    }
  }

  /// When all that had been released was compared, or the start.
  Instant compared() {
    return compared;
  }

  /// Writes what has gathered. Blocks.
  void write() {
    var batch = new ArrayList<Release>();
    gathered.drainTo(batch);
    if (batch.isEmpty()) {
      return;
    }
    var first = batch.stream().map(Release::at).min(Instant::compareTo).orElseThrow();
    try {
      Awaiting.result(
          pool.preparedQuery(
                  "INSERT INTO key_release (released_at, decisions, holders) VALUES ($1, $2, $3)")
              .execute(
                  Tuple.of(
                      first.atOffset(ZoneOffset.UTC),
                      batch.stream().map(one -> one.decision().value()).toArray(String[]::new),
                      batch.stream().map(one -> one.holder().value()).toArray(String[]::new))));
    } catch (RuntimeException e) {
      // Whatever does not fit any more was too much to be let out anyway: count() refuses by then.
      batch.forEach(gathered::offer);
      throw e;
    }
  }

  /// Compares what was released before an instant with the log, as much as one statement takes, and
  /// tells of what does not match. Blocks.
  ///
  /// @return whether that was all
  boolean compare(Instant before) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(COMPARE)
                .execute(
                    Tuple.of(
                        before.atOffset(ZoneOffset.UTC),
                        BATCHES_AT_ONCE,
                        (double) permitAgeMax.toSeconds())));
    boolean all = true;
    for (var row : rows) {
      all = row.getLong("batches") < BATCHES_AT_ONCE;
      if (row.getString("decision") != null) {
        LOG.error(
            "a subject key left without a permit: decision={}, reason={}",
            row.getString("decision"),
            row.getString("reason"));
      }
    }
    if (all) {
      forget(before);
    }
    unmatched =
        Awaiting.result(pool.query("SELECT count(*) AS rows FROM key_release_unmatched").execute())
            .iterator()
            .next()
            .getLong("rows");
    return all;
  }

  /// Of a permit that old every release is late. Twice as long, for those that are written late.
  private void forget(Instant before) {
    var oldest = before.minus(permitAgeMax.multipliedBy(2));
    Awaiting.result(
        pool.preparedQuery("DELETE FROM key_release_compared WHERE released_at < $1")
            .execute(Tuple.of(oldest.atOffset(ZoneOffset.UTC))));
  }
}
