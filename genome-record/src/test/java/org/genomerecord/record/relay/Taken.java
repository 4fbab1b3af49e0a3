package org.genomerecord.record.relay;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;

/// A small read model of events that were taken in: table `taken`. It may refuse events, as a
/// database does, and learn new ones, as an upgraded release does.
final class Taken implements RebuiltEffect<StoredEvent> {
  private static final EventTypes<ConsentEvent> CONSENT = EventTypes.of(ConsentEvent.class);

  private final Map<Long, Long> refusals = new HashMap<>();
  private boolean knowsNewer;

  static Taken on(TestLog log) {
    Awaiting.result(
        log.pool()
            .query(
                "CREATE TABLE taken (position bigint CONSTRAINT taken_once PRIMARY KEY,"
                    + " patient text NOT NULL CHECK (patient <> ''), event uuid UNIQUE);"
                    + " CREATE INDEX taken_by_patient ON taken (patient) WHERE position > 0")
            .execute());
    return new Taken();
  }

  /// The database will refuse what follows from an event, so often.
  void refuses(long position, long times) {
    refusals.put(position, times);
  }

  void learnsNewer() {
    knowsNewer = true;
  }

  @Override
  public String name() {
    return "taken";
  }

  @Override
  public Set<String> logs() {
    return Set.of(SampleDeliveries.LOG);
  }

  @Override
  public List<String> tables() {
    return List.of("taken");
  }

  @Override
  public StoredEvent meaning(Delivery delivery, StoredEvent event) {
    return switch (event.envelope().type()) {
      case SampleDeliveries.KNOWN -> event;
      case SampleDeliveries.CONSENT -> {
        var _ = CONSENT.read("consent.ConsentWithdrawn", "1", event.envelope().payload());
        yield event;
      }
      case SampleDeliveries.NEWER -> {
        if (!knowsNewer) {
          CONSENT.typeOf(event.envelope().type(), event.envelope().version()); // throws
        }
        yield event;
      }
      default -> EventJson.read("{", StoredEvent.class);
    };
  }

  @Override
  public void write(SqlConnection transaction, List<StoredEvent> events) {
    for (var event : events) {
      long left = refusals.getOrDefault(event.position(), 0L);
      refusals.put(event.position(), Math.max(0, left - 1));
      Awaiting.result(
          transaction
              .preparedQuery("INSERT INTO taken (position, patient, event) VALUES ($1, $2, $3)")
              .execute(
                  Tuple.of(
                      event.position(),
                      left > 0 ? "" : event.envelope().tag("patient"),
                      event.envelope().id())));
    }
  }
}
