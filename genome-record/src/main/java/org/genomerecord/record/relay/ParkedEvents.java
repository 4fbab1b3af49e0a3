package org.genomerecord.record.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Reading.Poison;
import org.genomerecord.record.relay.Reading.Understood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The events that this service could not take in. They are tried again, patient by patient and in
/// order, at each start, as an upgraded release may know them, and when an operator says so.
@ApplicationScoped
public class ParkedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);

  private final Pool pool;
  private final Iterable<Effect<?>> effects;
  private final InboxBounds bounds;
  private final AtomicBoolean retrying = new AtomicBoolean();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Signal stop = new Signal();
  private volatile Map<ParkReason, Long> counts = Map.of();
  private volatile boolean stopping;

  /// The events of one patient in one log: they wait in one line.
  private record Line(String log, String patient) {}

  @Inject
  ParkedEvents(
      Pool pool, @Any Instance<Effect<?>> effects, InboxBounds bounds, MeterRegistry metrics) {
    this(pool, (Iterable<Effect<?>>) effects, bounds);
    Arrays.stream(ParkReason.values())
        .forEach(reason ->
            Gauge.builder("record.inbox.parked", this, parked -> parked.count(reason))
                .description(
                    "Events of other logs that wait for an operator or behind one that does")
                .baseUnit("events")
                .tag("reason", reason.code())
                .register(metrics));
  }

  ParkedEvents(Pool pool, Iterable<Effect<?>> effects, InboxBounds bounds) {
    this.pool = pool;
    this.effects = effects;
    this.bounds = bounds;
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    retryInBackground();
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
  }

  void onTakenUp(Runnable listener) {
    listeners.add(listener);
  }

  /// How many are parked for a reason, as of the last change.
  long count(ParkReason reason) {
    return counts.getOrDefault(reason, 0L);
  }

  /// Counts again; call it after parking.
  void changed() {
    var found = new EnumMap<ParkReason, Long>(ParkReason.class);
    Awaiting.result(
            pool.query("SELECT reason, count(*) AS parked FROM parked_event GROUP BY reason")
                .execute())
        .forEach(row -> found.put(ParkReason.of(row.getString("reason")), row.getLong("parked")));
    counts = Map.copyOf(found);
  }

  /// The parked events, those first that have waited longest.
  public List<ParkedEvent> list(int limit) {
    return read(
        " ORDER BY parked_at, log, kafka_partition, kafka_offset LIMIT $1", Tuple.of(limit));
  }

  /// How many are parked.
  public long total() {
    return InboxRows.parked(pool);
  }

  List<ParkedEvent> of(Pseudonym patient) {
    return read(" WHERE patient = $1 ORDER BY log, kafka_offset", Tuple.of(patient.value()));
  }

  private List<ParkedEvent> read(String which, Tuple arguments) {
    return StreamSupport.stream(
            Awaiting.result(
                    pool.preparedQuery(
                            "SELECT " + ParkedEvent.COLUMNS + " FROM parked_event" + which)
                        .execute(arguments))
                .spliterator(),
            false)
        .map(ParkedEvent::of)
        .toList();
  }

  /// Whether parked events are being tried again just now.
  public boolean isRetrying() {
    return retrying.get();
  }

  /// Tries all parked events again, on a thread of its own, until each patient's first was tried.
  ///
  /// @return false if that is under way already
  public boolean retryInBackground() {
    if (!retrying.compareAndSet(false, true)) {
      return false;
    }
    Thread.ofVirtual()
        .name("parked")
        .start(() -> {
          try {
            retryUntilTried();
          } finally {
            retrying.set(false);
          }
        });
    return true;
  }

  private void retryUntilTried() {
    while (!stopping) {
      try {
        retry();
        return;
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warn("parked events wait: {}", Failures.code(e), e);
        }
      }
      try {
        stop.await(0, bounds.pauseMillis());
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// Tries all parked events again.
  ///
  /// @throws RuntimeException if something that is needed is away
  void retry() {
    try {
      for (var line : lines()) {
        for (var effect : effects) {
          if (effect.logs().contains(line.log())) {
            retry(line, effect);
          }
        }
      }
    } finally {
      changed();
      listeners.forEach(Runnable::run);
    }
  }

  private List<Line> lines() {
    return StreamSupport.stream(
            Awaiting.result(
                    pool.query(
                            "SELECT log, patient FROM parked_event GROUP BY log, patient"
                                + " ORDER BY min(parked_at)")
                        .execute())
                .spliterator(),
            false)
        .map(row -> new Line(row.getString("log"), row.getString("patient")))
        .collect(Collectors.toUnmodifiableList());
  }

  private <M> void retry(Line line, Effect<M> effect) {
    while (!stopping) {
      var waiting = Transaction.of(pool, transaction -> first(transaction, line));
      if (waiting.isEmpty()) {
        return;
      }
      var first = waiting.get();
      switch (Reading.of(first, effect)) {
        case Poison<M> poison -> {
          mark(first, poison.reason());
          return;
        }
        case Understood<M> understood -> {
          try {
            takeUp(understood, effect);
          } catch (RuntimeException e) {
            if (Failures.isAway(e)) {
              throw e;
            }
            LOG.error("a parked event of {} failed again: {}", line.log(), Failures.code(e));
            mark(first, ParkReason.EFFECT_FAILED);
            return;
          }
        }
      }
    }
  }

  /// Under the lock, so that who is parking just now is seen.
  private static Optional<Delivery> first(SqlConnection transaction, Line line) {
    InboxRows.lockParking(transaction);
    for (var row :
        Awaiting.result(
            transaction
                .preparedQuery(
                    "SELECT kafka_partition, kafka_offset, wire FROM parked_event"
                        + " WHERE log = $1 AND patient = $2 ORDER BY kafka_offset LIMIT 1")
                .execute(Tuple.of(line.log(), line.patient())))) {
      return Optional.of(delivery(line, row));
    }
    return Optional.empty();
  }

  private static Delivery delivery(Line line, Row row) {
    return new Delivery(
        line.log(),
        row.getInteger("kafka_partition"),
        row.getLong("kafka_offset"),
        line.patient(),
        row.getString("wire"));
  }

  private <M> void takeUp(Understood<M> understood, Effect<M> effect) {
    var delivery = understood.delivery();
    long reached =
        InboxRows.standing(pool, delivery.log(), List.of(delivery.patient()))
            .positions()
            .getOrDefault(delivery.patient(), -1L);
    boolean isNew = reached < understood.event().position();
    if (isNew) {
      effect.settle(understood.meaning());
    }
    Transaction.of(
        pool,
        transaction -> {
          InboxRows.lockParking(transaction);
          var position = new TreeMap<String, Long>();
          position.put(delivery.patient(), understood.event().position());
          if (isNew && InboxRows.note(transaction, delivery.log(), position)) {
            effect.write(transaction, List.of(understood.meaning()));
          }
          remove(transaction, delivery);
          return isNew;
        });
    LOG.info("event {} of {} is taken up", understood.event().envelope().id(), delivery.log());
  }

  private static void remove(SqlConnection transaction, Delivery delivery) {
    Awaiting.result(
        transaction
            .preparedQuery(
                "DELETE FROM parked_event"
                    + " WHERE log = $1 AND kafka_partition = $2 AND kafka_offset = $3")
            .execute(Tuple.of(delivery.log(), delivery.partition(), delivery.offset())));
  }

  private void mark(Delivery delivery, ParkReason reason) {
    Awaiting.result(
        pool.preparedQuery(
                "UPDATE parked_event SET reason = $4, attempts = attempts + 1"
                    + " WHERE log = $1 AND kafka_partition = $2 AND kafka_offset = $3")
            .execute(
                Tuple.of(delivery.log(), delivery.partition(), delivery.offset(), reason.code())));
  }
}
