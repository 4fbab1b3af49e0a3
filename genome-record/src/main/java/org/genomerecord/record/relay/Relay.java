package org.genomerecord.record.relay;

import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outbox: publishes a log to its topic in order, at least once, from its cursor on.
///
/// One relay is active for a log at a time: it holds a PostgreSQL advisory lock on a connection of
/// its own, and moves the cursor on that very connection, only after the topic acknowledged. A
/// relay that lost the connection can therefore repeat the page it had in hand and nothing else;
/// its successor begins at or before that page. So a reader may see an event again, and never sees
/// one for the first time before an earlier one of the same key.
public final class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final String READER = "relay";
  private static final int PAGE_EVENTS = 256;
  private static final long POLL_MILLIS = 200;

  /// After a page that was not full, this long the next one fills: what a page costs to publish,
  /// and to take in, is mostly the same for one event and for a hundred. An event after a quiet
  /// time does not wait.
  private static final long GATHER_MILLIS = 10;

  /// While a page waits for its acknowledgement, this often the lock is proven to be still ours.
  private static final long PROVE_MILLIS = 1_000;

  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;
  private static final long ADVISORY_LOCK = 0x67656e6f6d65L;

  private final Pool pool;
  private final LogReader log;
  private final Topic topic;
  private final Signal committed = new Signal();
  private final Signal stop = new Signal();
  private @Nullable Thread thread;
  private volatile boolean stopping;
  private volatile long lagEvents;
  private volatile @Nullable Instant oldestUnpublished;

  public Relay(Pool pool, LogReader log, Topic topic) {
    this.pool = pool;
    this.log = log;
    this.topic = topic;
  }

  /// Begins, on a thread of its own.
  public void start() {
    thread = Thread.ofVirtual().name("relay").start(this::run);
  }

  /// Ends; what was not acknowledged is published again by whoever comes next.
  public void stop() {
    stopping = true;
    stop.raise();
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Tells that the log has grown. Does not block.
  public void committed() {
    committed.raise();
  }

  /// Events in the log that are not acknowledged, when it last looked (at most some seconds ago).
  public long lagEvents() {
    return lagEvents;
  }

  /// Seconds since the oldest event that is not acknowledged was recorded; 0 if there is none.
  public double oldestUnpublishedSeconds() {
    var oldest = oldestUnpublished;
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0);
  }

  private void run() {
    while (!stopping) {
      try {
        relayWhileLocked();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        LOG.warn("relay interrupted; it goes on from its cursor", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      stop.await(0, PAUSE_AFTER_FAILURE_MILLIS);
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  private void relayWhileLocked() throws InterruptedException {
    try (var lock = SessionLock.tryOn(pool, ADVISORY_LOCK)) {
      if (lock == null) {
        long cursor = Cursors.read(pool, READER);
        measure(cursor, Awaiting.result(log.after(cursor, 1)));
        pause();
        return;
      }
      long cursor = Cursors.read(lock.connection(), READER);
      while (!stopping) {
        long seen = committed.raises();
        var page = Awaiting.result(log.after(cursor, PAGE_EVENTS));
        if (page.size() < PAGE_EVENTS) {
          measure(page, page.size());
        } else {
          measure(cursor, page);
        }
        if (page.isEmpty()) {
          lock.prove();
          committed.await(seen, POLL_MILLIS);
        } else {
          publish(lock, cursor, page);
          cursor = page.getLast().position();
          Cursors.move(lock.connection(), READER, cursor);
          if (page.size() < PAGE_EVENTS) {
            stop.await(0, GATHER_MILLIS);
          }
        }
      }
    }
  }

  /// Asks how far the log has grown: a page that waits does not say.
  private void measure(long cursor, List<StoredEvent> page) {
    measure(page, Math.max(page.size(), Awaiting.result(log.head()) - cursor));
  }

  private void measure(List<StoredEvent> page, long events) {
    lagEvents = events;
    oldestUnpublished = page.isEmpty() ? null : page.getFirst().envelope().attribution().at();
  }

  /// Waits as long as it takes. Sending again while a topic is away would only fill its queue with
  /// repetitions.
  private void publish(SessionLock lock, long cursor, List<StoredEvent> page)
      throws InterruptedException {
    var acknowledged = topic.publish(page).toCompletableFuture();
    while (true) {
      try {
        acknowledged.get(PROVE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException _) {
        lock.prove();
        measure(cursor, page);
      } catch (ExecutionException e) {
        throw new IllegalStateException("the topic refused a page", e.getCause());
      }
    }
  }
}
