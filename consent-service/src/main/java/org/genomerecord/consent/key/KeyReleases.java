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
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.event.DecisionId;
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

  private static final String COMPARE =
      """
      WITH due AS (
        DELETE FROM key_release WHERE number IN (
          SELECT number FROM key_release WHERE released_at < $1 ORDER BY number LIMIT $2)
        RETURNING released_at, decisions),
      released AS (
        SELECT decision, min(released_at) AS released_at, count(*) AS times
        FROM due, unnest(decisions) AS decision GROUP BY decision)
      INSERT INTO key_release_unmatched (decision, released_at, reason)
      SELECT decision, released_at, CASE WHEN times > 1 THEN 'twice' ELSE 'no-permit' END
      FROM released WHERE times > 1 OR NOT EXISTS (
        SELECT FROM event_tag t
        WHERE t.tag = 'decision:' || decision AND t.type IN ('consent.DisclosurePermitted', 'consent.QuarantineKeyMade'))
      RETURNING decision, reason
      """;

  private final Pool pool;
  private final MeterRegistry metrics;
  private final Duration interval;
  private final Counter releases;
  private final BlockingQueue<String> gathered = new ArrayBlockingQueue<>(GATHERED_MAX);
  private final Signal stop = new Signal();
  private volatile boolean stopping;
  private volatile long unmatched;
  private volatile Instant compared = Instant.now();

  KeyReleases(
      Pool pool,
      MeterRegistry metrics,
      @ConfigProperty(name = "genome.key-releases.compare-interval", defaultValue = "PT60S")
          Duration interval) {
    this.pool = pool;
    this.metrics = metrics;
    this.interval = interval;
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
        .description("Since released keys were compared with permits, or since the start")
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
  /// @throws Refusal unavailable, if too many wait to be written
  void count(DecisionId decision) {
    if (!gathered.offer(decision.value())) {
      throw new Refusal(
          Category.UNAVAILABLE, "releases-uncounted", "the releases of keys cannot be counted now");
    }
    releases.increment();
  }

  private void untilStopped() {
    var last = Instant.EPOCH;
    while (!stopping) {
      try {
        write();
        var now = Instant.now();
        if (Duration.between(last, now).compareTo(interval) >= 0) {
          compare(now.minus(SETTLED));
          compared = now;
          last = now;
        }
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

  /// Writes what has gathered. Blocks.
  void write() {
    var batch = new ArrayList<String>();
    gathered.drainTo(batch);
    if (batch.isEmpty()) {
      return;
    }
    try {
      Awaiting.result(
          pool.preparedQuery("INSERT INTO key_release (released_at, decisions) VALUES ($1, $2)")
              .execute(
                  Tuple.tuple()
                      .addOffsetDateTime(Instant.now().atOffset(ZoneOffset.UTC))
                      .addArrayOfString(batch.toArray(String[]::new))));
    } catch (RuntimeException e) {
      // Whatever does not fit any more was too much to be let out anyway: count() refuses by then.
      batch.forEach(gathered::offer);
      throw e;
    }
  }

  /// Compares what was released before an instant with the log, and tells of what does not match.
  /// Blocks.
  ///
  /// @return the decisions that were named, and no permit stands behind
  List<String> compare(Instant before) {
    var found = new ArrayList<String>();
    var rows =
        Awaiting.result(
            pool.preparedQuery(COMPARE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), BATCHES_AT_ONCE)));
    for (var row : rows) {
      found.add(row.getString("decision"));
      LOG.error(
          "a subject key left without a permit: decision={}, reason={}",
          row.getString("decision"),
          row.getString("reason"));
    }
    unmatched =
        Awaiting.result(pool.query("SELECT count(*) AS rows FROM key_release_unmatched").execute())
            .iterator()
            .next()
            .getLong("rows");
    return found;
  }
}
