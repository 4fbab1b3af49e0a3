package org.genomerecord.record.relay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds read models again, one at a time, beside those that serve; a rebuild that was cut short
/// goes on at the next start.
@ApplicationScoped
public class Rebuilds {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
  private static final long ADVISORY_LOCK = 0x72656275696cL;

  /// So close the shadow comes before writers are held.
  private static final long NEAR_EVENTS = 1_000;

  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  private final Pool pool;
  private final Map<String, Supplier<RebuildSource>> sources = new TreeMap<>();
  private final Runnable replaced;
  private final AtomicReference<@Nullable Run> running = new AtomicReference<>();
  private final Signal stop = new Signal();
  private volatile boolean stopping;

  /// A rebuild under way, and its pace.
  private static final class Run {
    private final String name;
    private volatile @Nullable Pace pace;

    Run(String name) {
      this.name = name;
    }
  }

  @Inject
  Rebuilds(
      Pool pool,
      LogReader log,
      Instance<Projection> projections,
      @Any Instance<RebuiltEffect<?>> effects,
      ParkedEvents parked,
      InboxBounds bounds,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this(pool, parked::retryInBackground);
    projections.forEach(
        projection -> add(projection.name(), () -> new ProjectionRebuild(pool, log, projection)));
    effects.forEach(
        effect -> add(effect.name(), () -> new TopicsRebuild(pool, effect, bounds, kafka)));
  }

  /// @param replaced told whenever a read model took the place of another
  Rebuilds(Pool pool, Runnable replaced) {
    this.pool = pool;
    this.replaced = replaced;
  }

  void add(String name, Supplier<RebuildSource> source) {
    sources.put(name, source);
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    Thread.ofVirtual().name("rebuild").start(this::resume);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
  }

  private void resume() {
    for (var row :
        Awaiting.result(
            pool.query(
                    "SELECT read_model FROM rebuild"
                        + " WHERE finished_at IS NULL AND failure IS NULL")
                .execute())) {
      var run = new Run(row.getString("read_model"));
      if (sources.containsKey(run.name) && running.compareAndSet(null, run)) {
        LOG.info("the rebuild of {} goes on", run.name);
        work(run);
      }
    }
  }

  /// Begins to build a read model again, on a thread of its own. Doing so while that is under way
  /// changes nothing.
  ///
  /// @throws Refusal not-found, if there is no such read model; conflict, if another is being
  ///   rebuilt
  public void begin(String name) {
    if (!sources.containsKey(name)) {
      throw new Refusal(
          Category.NOT_FOUND,
          "read-model-unknown",
          "there is no such read model here, but: " + String.join(", ", sources.keySet()));
    }
    var run = new Run(name);
    var other = running.compareAndExchange(null, run);
    if (other == null) {
      note(run);
      Thread.ofVirtual().name("rebuild").start(() -> work(run));
    } else if (!other.name.equals(name)) {
      throw new Refusal(
          Category.CONFLICT, "rebuild-running", "another read model is being rebuilt; wait for it");
    }
  }

  /// Before the answer: what was accepted is done, also if the service is killed at this moment.
  /// What a rebuild that was given up has left is not gone on with.
  private void note(Run run) {
    try {
      Transaction.of(
          pool,
          transaction -> {
            Awaiting.result(transaction.query("DROP SCHEMA IF EXISTS rebuild CASCADE").execute());
            return Awaiting.result(
                transaction
                    .preparedQuery(
                        "INSERT INTO rebuild (read_model, begun_at) VALUES ($1, now())"
                            + " ON CONFLICT (read_model) DO UPDATE"
                            + " SET begun_at = now(), finished_at = NULL, failure = NULL")
                    .execute(Tuple.of(run.name)));
          });
    } catch (RuntimeException e) {
      running.set(null);
      throw e;
    }
  }

  private void work(Run run) {
    try {
      while (!stopping) {
        try (var only = SessionLock.tryOn(pool, ADVISORY_LOCK);
            var source = source(run.name)) {
          if (only == null) {
            throw new Refusal(
                Category.UNAVAILABLE, "rebuild-elsewhere", "another instance rebuilds just now");
          }
          if (isUnfinished(source)) {
            if (!hasShadow(source)) {
              begin(source);
            }
            build(source, run);
          }
          LOG.info("read model {} was rebuilt", run.name);
          replaced.run();
          return;
        } catch (RuntimeException e) {
          if (stopping) {
            return;
          }
          if (!Failures.isAway(e)) {
            giveUp(run, e);
            return;
          }
          LOG.warn("the rebuild of {} waits: {}", run.name, Failures.code(e), e);
          pause();
        }
      }
    } finally {
      running.set(null);
    }
  }

  private RebuildSource source(String name) {
    var source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("no read model " + name);
    }
    return source.get();
  }

  private void pause() {
    try {
      stop.await(0, PAUSE_AFTER_FAILURE_MILLIS);
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  private void begin(RebuildSource source) {
    Transaction.of(
        pool,
        transaction -> {
          Awaiting.result(
              transaction.preparedQuery("SELECT begin_rebuild($1)").execute(tables(source)));
          source.begin(transaction);
          return source;
        });
  }

  /// Not if an earlier try came to its end and only the answer was lost.
  private boolean isUnfinished(RebuildSource source) {
    return isSo(
        "SELECT EXISTS (SELECT FROM rebuild WHERE read_model = $1"
            + " AND finished_at IS NULL AND failure IS NULL) AS is_so",
        Tuple.of(source.name()));
  }

  /// Without it, what is written for it would be written to what serves.
  private boolean hasShadow(RebuildSource source) {
    return isSo(
        "SELECT bool_and(to_regclass('rebuild.' || quote_ident(name)) IS NOT NULL) AS is_so"
            + " FROM unnest($1::text[]) AS name",
        tables(source));
  }

  private boolean isSo(String question, Tuple arguments) {
    return Awaiting.result(pool.preparedQuery(question).execute(arguments))
        .iterator()
        .next()
        .getBoolean("is_so");
  }

  private void build(RebuildSource source, Run run) {
    long begunAt = System.nanoTime();
    long begunWith = source.done();
    aim(source);
    do {
      do {
        if (stopping) {
          throw new IllegalStateException("stopping");
        }
        run.pace =
            new Pace(
                begunWith,
                source.done(),
                source.total(),
                (System.nanoTime() - begunAt) / 1_000_000);
      } while (source.advance());
      aim(source);
    } while (source.total() - source.done() > NEAR_EVENTS);
    replace(source);
  }

  private void aim(RebuildSource source) {
    Transaction.of(
        pool,
        transaction -> {
          source.aim(transaction);
          return source;
        });
  }

  /// Brings the shadow level with what serves, while nobody writes, and swaps the two. Readers wait
  /// for the swap only.
  private void replace(RebuildSource source) {
    Transaction.of(
        pool,
        transaction -> {
          Awaiting.result(transaction.query("SET LOCAL lock_timeout = '2s'").execute());
          source.hold(transaction);
          source.aim(transaction);
          while (source.advance()) {
            // A few events at most: it was level a moment ago.
          }
          source.settle(transaction);
          Awaiting.result(
              transaction.preparedQuery("SELECT finish_rebuild($1)").execute(tables(source)));
          return Awaiting.result(
              transaction
                  .preparedQuery("UPDATE rebuild SET finished_at = now() WHERE read_model = $1")
                  .execute(Tuple.of(source.name())));
        });
  }

  private static Tuple tables(RebuildSource source) {
    return Tuple.tuple().addArrayOfString(source.tables().toArray(String[]::new));
  }

  private void giveUp(Run run, RuntimeException failure) {
    var code =
        failure instanceof RebuildSource.Incomplete ? "topic-incomplete" : Failures.code(failure);
    LOG.error("the rebuild of {} is given up: {}", run.name, code, failure);
    Awaiting.result(
        pool.preparedQuery("UPDATE rebuild SET failure = $2 WHERE read_model = $1")
            .execute(Tuple.of(run.name, code)));
  }

  /// Every read model that can be rebuilt.
  public List<ReadModelStatus> all() {
    var rows = new HashMap<String, Row>();
    Awaiting.result(pool.query("SELECT * FROM rebuild").execute())
        .forEach(row -> rows.put(row.getString("read_model"), row));
    return sources.keySet().stream().map(name -> status(name, rows.get(name))).toList();
  }

  private ReadModelStatus status(String name, @Nullable Row row) {
    var run = running.get();
    var pace = run == null || !run.name.equals(name) ? null : run.pace;
    var failure = row == null ? null : row.getString("failure");
    boolean isRunning = run != null && run.name.equals(name);
    return new ReadModelStatus(
        name,
        isRunning ? "rebuilding" : failure == null ? "serving" : "failed",
        pace == null ? null : pace.done(),
        pace == null ? null : pace.total(),
        pace == null ? null : pace.remainingSeconds(),
        row == null ? null : at(row, "begun_at"),
        row == null ? null : at(row, "finished_at"),
        failure);
  }

  private static @Nullable Instant at(Row row, String column) {
    var at = row.get(OffsetDateTime.class, column);
    return at == null ? null : at.toInstant();
  }
}
