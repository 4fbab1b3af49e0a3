package org.genomerecord.record.relay;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import org.genomerecord.record.relay.InboxPlan.Parking;
import org.genomerecord.record.relay.InboxPlan.Standing;
import org.jspecify.annotations.Nullable;

/// Reads and writes the tables `inbox` and `parked_event`.
final class InboxRows {
  /// Held to the end of a transaction that parks or takes up: an event is never parked behind one
  /// that has just gone.
  private static final long PARKING_LOCK = 0x7061726b6564L;

  private static final String STANDING =
      "SELECT p.patient, i.position, EXISTS ("
          + "SELECT FROM parked_event e WHERE e.log = $1 AND e.patient = p.patient) AS blocked"
          + " FROM unnest($2::text[]) AS p (patient)"
          + " LEFT JOIN inbox i ON i.log = $1 AND i.patient = p.patient";

  private static final String NOTE =
      "INSERT INTO inbox (log, patient, position)"
          + " SELECT $1, * FROM unnest($2::text[], $3::bigint[])"
          + " ON CONFLICT (log, patient) DO UPDATE SET position = EXCLUDED.position"
          + " WHERE inbox.position < EXCLUDED.position";

  private static final String PARK =
      "INSERT INTO parked_event (log, kafka_partition, kafka_offset, patient, position, event,"
          + " type, version, reason, attempts, wire)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";

  private InboxRows() {}

  static Standing standing(SqlClient client, String log, List<String> patients) {
    var positions = new HashMap<String, Long>();
    var blocked = new HashSet<String>();
    var rows =
        Awaiting.result(
            client
                .preparedQuery(STANDING)
                .execute(Tuple.of(log).addArrayOfString(patients.toArray(String[]::new))));
    for (var row : rows) {
      var patient = row.getString("patient");
      var position = row.getLong("position");
      if (position != null) {
        positions.put(patient, position);
      }
      if (row.getBoolean("blocked")) {
        blocked.add(patient);
      }
    }
    return new Standing(positions, blocked);
  }

  /// Notes positions reached.
  ///
  /// @return false if somebody else has come as far or further meanwhile: then roll back
  static boolean note(SqlConnection transaction, String log, SortedMap<String, Long> positions) {
    var noted =
        Awaiting.result(
            transaction
                .preparedQuery(NOTE)
                .execute(
                    Tuple.of(log)
                        .addArrayOfString(positions.keySet().toArray(String[]::new))
                        .addArrayOfLong(positions.values().toArray(Long[]::new))));
    return noted.rowCount() == positions.size();
  }

  static void lockParking(SqlConnection transaction) {
    Awaiting.result(
        transaction
            .preparedQuery("SELECT pg_advisory_xact_lock($1)")
            .execute(Tuple.of(PARKING_LOCK)));
  }

  static long parked(SqlClient client) {
    return Awaiting.result(client.query("SELECT count(*) AS parked FROM parked_event").execute())
        .iterator()
        .next()
        .getLong("parked");
  }

  static void park(SqlConnection transaction, List<Parking> parkings) {
    Awaiting.result(
        transaction
            .preparedQuery(PARK)
            .executeBatch(parkings.stream().map(InboxRows::row).toList()));
  }

  private static Tuple row(Parking parking) {
    var delivery = parking.delivery();
    var event = parking.event();
    var envelope = event == null ? null : event.envelope();
    @Nullable Long position = event == null ? null : event.position();
    return Tuple.tuple()
        .addString(delivery.log())
        .addInteger(delivery.partition())
        .addLong(delivery.offset())
        .addString(delivery.patient())
        .addLong(position)
        .addUUID(envelope == null ? null : envelope.id())
        .addString(envelope == null ? null : envelope.type())
        .addString(envelope == null ? null : envelope.version())
        .addString(parking.reason().code())
        .addInteger(parking.attempts())
        .addString(delivery.json());
  }
}
