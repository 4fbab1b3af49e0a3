package org.genomerecord.record.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;

/// Reads and writes rows of the `event` table.
final class LogRows {
  static final String COLUMNS =
      "e.position, e.id, e.type, e.version, e.recorded_at, e.actor, e.role, e.organisation, e.purpose_of_use,"
          + " e.correlation, e.causation, e.trace_parent, e.tags, e.payload";

  static final String INSERT =
      "INSERT INTO event (position, id, type, version, recorded_at, actor, role, organisation, purpose_of_use,"
          + " correlation, causation, trace_parent, tags, payload, leaf_hash)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

  private LogRows() {}

  static Tuple insert(long position, Envelope envelope) {
    var attribution = envelope.attribution();
    return Tuple.tuple()
        .addLong(position)
        .addUUID(envelope.id())
        .addString(envelope.type())
        .addString(envelope.version())
        .addOffsetDateTime(attribution.at().atOffset(ZoneOffset.UTC))
        .addString(attribution.actor().id())
        .addString(attribution.actor().role())
        .addString(attribution.actor().organisation())
        .addString(attribution.purposeOfUse())
        .addString(attribution.correlation())
        .addString(attribution.causation())
        .addString(attribution.traceParent())
        .addArrayOfString(envelope.tags().toArray(String[]::new))
        .addString(envelope.payload())
        .addBuffer(Buffer.buffer(envelope.leafHash()));
  }

  static StoredEvent read(Row row) {
    var attribution =
        new Attribution(
            new Actor(row.getString("actor"), row.getString("role"), row.getString("organisation")),
            row.getString("purpose_of_use"),
            row.get(OffsetDateTime.class, "recorded_at").toInstant(),
            row.getString("correlation"),
            row.getString("causation"),
            row.getString("trace_parent"));
    return new StoredEvent(
        row.getLong("position"),
        new Envelope(
            row.getUUID("id"),
            row.getString("type"),
            row.getString("version"),
            attribution,
            List.of(row.getArrayOfStrings("tags")),
            row.getString("payload")));
  }

  /// Rows of `id, position`.
  static Map<UUID, Long> positions(Iterable<Row> rows) {
    var positions = new HashMap<UUID, Long>();
    rows.forEach(row -> positions.put(row.getUUID("id"), row.getLong("position")));
    return positions;
  }
}
