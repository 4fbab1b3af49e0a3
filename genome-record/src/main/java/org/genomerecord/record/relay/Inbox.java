package org.genomerecord.record.relay;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.InboxTaking.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far this service has come in the logs of others, patient by patient.
///
/// Kafka keeps the order of one patient's events (they share a key) and may deliver one again. The
/// position reached is kept for each patient, so it does not depend on how many partitions a topic
/// has. An event that cannot be taken in is parked, and its patient's later events behind it.
@ApplicationScoped
public class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final long POLL_MILLIS = 50;

  private final Pool pool;
  private final ParkedEvents parked;
  private final InboxTaking taking;
  private final Signal reached = new Signal();

  Inbox(Pool pool, ParkedEvents parked, InboxBounds bounds) {
    this.pool = pool;
    this.parked = parked;
    this.taking = new InboxTaking(pool, Place.SERVING, bounds);
    parked.onTakenUp(reached::raise);
  }

  void stop(@Observes ShutdownEvent event) {
    taking.stop();
  }

  /// Takes in what Kafka delivered from one topic. Blocks until all of it is noted or parked: until
  /// then Kafka delivers it again.
  public <M> void take(Iterable<ConsumerRecord<String, String>> sent, Effect<M> effect) {
    var deliveries = StreamSupport.stream(sent.spliterator(), false).map(Delivery::of).toList();
    if (deliveries.isEmpty()) {
      return;
    }
    if (taking.take(deliveries.getFirst().log(), deliveries, effect) > 0) {
      tellParked();
    }
    reached.raise();
  }

  /// Everything is taken in by now: a count that fails must not have Kafka deliver it again.
  private void tellParked() {
    try {
      parked.changed();
    } catch (RuntimeException e) {
      LOG.warn("parked events could not be counted: {}", Failures.code(e));
    }
  }

  /// Waits until this service has acted on a patient's events up to the given positions.
  ///
  /// @param positions by topic
  /// @throws Refusal unavailable, if it has not within the bound, or if one of them is parked
  public void awaitPositions(Pseudonym patient, Map<String, Long> positions, long timeoutMillis) {
    positions.forEach((log, wanted) -> {
      awaitSeen(patient, log, wanted, timeoutMillis);
      if (position(log, patient) < wanted) {
        throw new Refusal(
            Category.UNAVAILABLE,
            "event-parked",
            "an event of this patient waits for an operator; later ones wait behind it");
      }
    });
  }

  /// Waits until a patient's events up to the given positions are acted on or parked. Whoever calls
  /// this says in the answer what is parked.
  ///
  /// @param positions by topic
  /// @throws Refusal unavailable, if they are not within the bound
  public void awaitSeen(Pseudonym patient, Map<String, Long> positions, long timeoutMillis) {
    positions.forEach((log, wanted) -> awaitSeen(patient, log, wanted, timeoutMillis));
  }

  private void awaitSeen(Pseudonym patient, String log, long wanted, long timeoutMillis) {
    reached.awaitUntil(
        () -> position(log, patient) >= wanted || parkedUpTo(log, patient) >= wanted,
        POLL_MILLIS,
        timeoutMillis);
  }

  private long position(String log, Pseudonym patient) {
    return ask("SELECT position FROM inbox WHERE log = $1 AND patient = $2", log, patient);
  }

  private long parkedUpTo(String log, Pseudonym patient) {
    return ask(
        "SELECT max(position) AS position FROM parked_event WHERE log = $1 AND patient = $2",
        log,
        patient);
  }

  private long ask(String question, String log, Pseudonym patient) {
    for (var row :
        Awaiting.result(pool.preparedQuery(question).execute(Tuple.of(log, patient.value())))) {
      var position = row.getLong("position");
      return position == null ? -1 : position;
    }
    return -1;
  }

  /// A patient's parked events, in the order they wait in. Read them before the read model: one
  /// that is taken up in between is then named although it is there, and none is missing unnamed.
  public List<ParkedEvent> parked(Pseudonym patient) {
    return parked.of(patient);
  }
}
