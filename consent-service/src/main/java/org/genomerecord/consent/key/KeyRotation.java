package org.genomerecord.consent.key;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.KeyEvent.KeyEncryptionKeyRotated;
import org.genomerecord.record.event.KeyEvent.KeyRotationBegun;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wraps all subject keys by the newest version of the key-encryption key, in the background, while
/// the service serves. No patient data is touched: a subject key stays the same.
///
/// A rotation that was cut short goes on at the next start; one whose keeper is away waits for it.
@ApplicationScoped
public class KeyRotation {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 2_000;
  private static final Actor SELF = new Actor("consent-service", "service", null);
  private static final String FIELDS =
      "SELECT number, correlation, begun_at, key_version, total, done, unopened,"
          + " ended_at FROM key_rotation";

  private final Pool pool;
  private final SubjectKeys keys;
  private final KeyRewrapping rewrapping;
  private final AppendSequencer sequencer;
  private final Signal stop = new Signal();
  private final ReentrantLock beginning = new ReentrantLock();
  private volatile boolean stopping;

  KeyRotation(Pool pool, SubjectKeys keys, AppendSequencer sequencer) {
    this.pool = pool;
    this.keys = keys;
    this.rewrapping = new KeyRewrapping(pool, keys);
    this.sequencer = sequencer;
  }

  /// The latest rotation.
  ///
  /// @param keyVersion that everything is wrapped by when it has ended; null: not made yet
  /// @param total how many keys there were to wrap again
  /// @param done how many of them were
  /// @param unopened how many of them did not open and are as they were
  /// @param endedAt null: under way
  public record Rotation(
      @Nullable String keyVersion,
      Instant begunAt,
      long total,
      long done,
      long unopened,
      @Nullable Instant endedAt) {}

  private record Stored(long number, String correlation, Rotation rotation) {}

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    var latest = latestStored();
    if (latest != null && latest.rotation().endedAt() == null) {
      Thread.ofVirtual().name("key-rotation").start(this::untilDone);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
  }

  /// The latest rotation, or null if there was none. Blocks.
  @Nullable Rotation latest() {
    var stored = latestStored();
    return stored == null ? null : stored.rotation();
  }

  /// Begins a rotation, on record, unless one is under way. It goes on after this returns. Blocks.
  ///
  /// @return the one under way
  Rotation begin(Attribution attribution) {
    beginning.lock();
    try {
      var latest = latestStored();
      if (latest == null || latest.rotation().endedAt() != null) {
        record(new KeyRotationBegun(rewrapping.currentVersion(), attribution.at()), attribution);
        latest = insert(attribution);
        Thread.ofVirtual().name("key-rotation").start(this::untilDone);
      }
      return latest.rotation();
    } finally {
      beginning.unlock();
    }
  }

  private Stored insert(Attribution attribution) {
    Awaiting.result(
        pool.preparedQuery("INSERT INTO key_rotation (correlation, begun_at) VALUES ($1, $2)")
            .execute(
                Tuple.of(attribution.correlation(), attribution.at().atOffset(ZoneOffset.UTC))));
    var inserted = latestStored();
    if (inserted == null) {
      throw new IllegalStateException("a rotation that was begun is stored");
    }
    return inserted;
  }

  private void untilDone() {
    while (!stopping) {
      try {
        // Looked up anew: an attempt before may have made the version already.
        rotate(Objects.requireNonNull(latestStored()));
        return;
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        LOG.error("the rotation of the key-encryption key stands still; it is tried again", e);
        try {
          stop.await(0, PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException _) {
          return;
        }
      }
    }
  }

  private void rotate(Stored stored) {
    if (stored.rotation().keyVersion() == null
        && keys.own().keyEncryptionKey() instanceof KeyEncryptionKey.Renewable renewable) {
      // Cut short after this, the next attempt makes one more version; that does no harm.
      renewable.renew();
    }
    var version = rewrapping.currentVersion();
    keys.own().rewrapIndexKey(pool);
    long total = rewrapping.otherThan(version);
    save(stored.number(), version, total, 0, 0);
    long done = 0;
    KeyRewrapping.Pass pass;
    // Until one finds nothing: a key made meanwhile may have been wrapped by the version before.
    do {
      pass = rewrapping.pass();
      while (!stopping && pass.next()) {
        save(stored.number(), version, total, done + pass.done(), pass.unopened());
      }
      done += pass.done();
    } while (!stopping && pass.done() > 0);
    if (!stopping) {
      save(stored.number(), version, total, done, pass.unopened());
      end(stored, version, done, pass.unopened());
    }
  }

  private void save(long number, String version, long total, long done, long unopened) {
    Awaiting.result(
        pool.preparedQuery(
                "UPDATE key_rotation SET key_version = $2, total = $3, done = $4, unopened = $5"
                    + " WHERE number = $1")
            .execute(Tuple.tuple(List.of(number, version, total, done, unopened))));
  }

  /// First the event: cut short in between, it is recorded again, and never missing.
  private void end(Stored stored, String version, long done, long unopened) {
    if (unopened > 0) {
      LOG.error("{} subject keys do not open under the key-encryption key", unopened);
    }
    var now = Caller.now();
    record(
        new KeyEncryptionKeyRotated(version, done, unopened, now),
        new Attribution(SELF, null, now, stored.correlation(), null, null));
    Awaiting.result(
        pool.preparedQuery("UPDATE key_rotation SET ended_at = $2 WHERE number = $1")
            .execute(Tuple.of(stored.number(), now.atOffset(ZoneOffset.UTC))));
  }

  private void record(Object event, Attribution attribution) {
    sequencer.append(Append.fact(event, attribution, List.of())).join();
  }

  private @Nullable Stored latestStored() {
    var rows =
        Awaiting.result(pool.query(FIELDS + " ORDER BY number DESC LIMIT 1").execute()).iterator();
    return rows.hasNext() ? stored(rows.next()) : null;
  }

  private static Stored stored(Row row) {
    var ended = row.getOffsetDateTime("ended_at");
    return new Stored(
        row.getLong("number"),
        row.getString("correlation"),
        new Rotation(
            row.getString("key_version"),
            row.getOffsetDateTime("begun_at").toInstant(),
            row.getLong("total"),
            row.getLong("done"),
            row.getLong("unopened"),
            ended == null ? null : ended.toInstant()));
  }
}
