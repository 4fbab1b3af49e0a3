package org.genomerecord.record.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs every projection of the service, each on a thread of its own, from its cursor on.
///
/// A projection that fails stays where it is and tries again: it never skips an event.
@ApplicationScoped
public class ProjectionRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
  private static final int PAGE_EVENTS = 200;
  private static final long POLL_MILLIS = 200;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;
  private static final long FRESHNESS_TIMEOUT_MILLIS = 10_000;

  private final Pool pool;
  private final LogReader log;
  private final AppendSequencer sequencer;
  private final Iterable<Projection> projections;
  private final Pages pages;
  private final Signal committed = new Signal();
  private final Signal projected = new Signal();
  private final Map<String, Long> positions = new ConcurrentHashMap<>();
  private final Set<String> standing = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> lags = new ConcurrentHashMap<>();
  private final Signal stop = new Signal();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /// Writes a page and moves the cursor in one transaction; see [ProjectionPage#apply].
  interface Pages {
    long apply(String reader, long after, List<StoredEvent> page, Projection projection);
  }

  @Inject
  ProjectionRunner(
      Pool pool,
      LogReader log,
      AppendSequencer sequencer,
      Instance<Projection> projections,
      MeterRegistry metrics) {
    this(pool, log, sequencer, projections, metrics, ProjectionPage::apply);
  }

  ProjectionRunner(
      Pool pool,
      LogReader log,
      AppendSequencer sequencer,
      Iterable<Projection> projections,
      MeterRegistry metrics,
      Pages pages) {
    this.pool = pool;
    this.log = log;
    this.sequencer = sequencer;
    this.projections = projections;
    this.pages = pages;
    for (var projection : projections) {
      var name = projection.name();
      Gauge.builder("record.projection.lag", lags, found -> found.getOrDefault(name, 0L))
          .description("Events in the log that the projection has not seen")
          .baseUnit("events")
          .tag("projection", name)
          .register(metrics);
    }
  }

  void start(@Observes @Priority(StartOrder.PROJECTIONS) StartupEvent event) {
    sequencer.onCommit(committed::raise);
    for (var projection : projections) {
      threads.add(Thread.ofVirtual().name(projection.name()).start(() -> run(projection)));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
    threads.forEach(Thread::interrupt);
  }

  /// Names of projections that stand still at an event, because it cannot be read or written.
  public Set<String> standing() {
    return Set.copyOf(standing);
  }

  /// Waits until a projection has seen a position.
  ///
  /// @throws Refusal unavailable, if it has not within the bound
  public void awaitPosition(String projection, long position) {
    projected.awaitUntil(
        () -> positions.getOrDefault(projection, -1L) >= position,
        POLL_MILLIS,
        FRESHNESS_TIMEOUT_MILLIS);
  }

  private void run(Projection projection) {
    while (!stopping) {
      try {
        follow(projection);
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        standing.add(projection.name());
        LOG.error("projection {} stands still", projection.name(), e);
        try {
          stop.await(0, PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException _) {
          return;
        }
      }
    }
  }

  private void follow(Projection projection) throws InterruptedException {
    long cursor = Cursors.read(pool, projection.name());
    positions.put(projection.name(), cursor);
    while (!stopping) {
      long seen = committed.raises();
      var page = Awaiting.result(log.after(cursor, PAGE_EVENTS));
      if (page.isEmpty()) {
        lags.put(projection.name(), 0L);
        standing.remove(projection.name());
        committed.await(seen, POLL_MILLIS);
        continue;
      }
      lags.put(projection.name(), Math.max(page.size(), Awaiting.result(log.head()) - cursor));
      cursor = pages.apply(projection.name(), cursor, page, projection);
      positions.put(projection.name(), cursor);
      standing.remove(projection.name());
      projected.raise();
    }
  }
}
