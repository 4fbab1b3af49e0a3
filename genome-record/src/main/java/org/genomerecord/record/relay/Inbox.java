package org.genomerecord.record.relay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.StoredEvent;

/// How far this service has come in the logs of others, patient by patient.
///
/// Kafka keeps the order of one patient's events (they share a key) and may deliver one again. The
/// position reached is kept for each patient, so it does not depend on how many partitions a topic
/// has.
@ApplicationScoped
public class Inbox {
  private static final long POLL_MILLIS = 50;
  private static final String NOBODY = "";

  private final Pool pool;
  private final Signal reached = new Signal();

  Inbox(Pool pool) {
    this.pool = pool;
  }

  /// Reads an event as it came from Kafka.
  public static StoredEvent read(String json) {
    return WireEvent.read(json);
  }

  /// Notes an event in the transaction that is open.
  ///
  /// @param log the topic it came from
  /// @return false if it was noted before: then do nothing more
  public Uni<Boolean> note(String log, StoredEvent event) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "INSERT INTO inbox (log, patient, position) VALUES (?1, ?2, ?3)"
                        + " ON CONFLICT (log, patient) DO UPDATE SET position = EXCLUDED.position"
                        + " WHERE inbox.position < EXCLUDED.position")
                .setParameter(1, log)
                .setParameter(2, patientOf(event))
                .setParameter(3, event.position())
                .executeUpdate())
        .map(rows -> rows == 1);
  }

  /// Whether an event was noted before.
  public boolean knows(String log, StoredEvent event) {
    return position(log, patientOf(event)) >= event.position();
  }

  /// Tells those who wait for freshness; call it after the transaction of [#note] committed.
  public void noted() {
    reached.raise();
  }

  /// Waits until this service has seen a patient's events up to the given positions.
  ///
  /// @param positions by topic
  /// @throws Refusal unavailable, if it has not within the bound
  public void awaitPositions(Pseudonym patient, Map<String, Long> positions, long timeoutMillis) {
    positions.forEach((log, wanted) ->
        reached.awaitUntil(
            () -> position(log, patient.value()) >= wanted, POLL_MILLIS, timeoutMillis));
  }

  private long position(String log, String patient) {
    var rows =
        Awaiting.result(
            pool.preparedQuery("SELECT position FROM inbox WHERE log = $1 AND patient = $2")
                .execute(Tuple.of(log, patient)));
    return rows.size() == 0 ? -1 : rows.iterator().next().getLong("position");
  }

  private static String patientOf(StoredEvent event) {
    var patient = event.envelope().tag("patient");
    return patient == null ? NOBODY : patient;
  }
}
