package org.genomerecord.record.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A parked event, as an operator or an officer is told of it: neither its patient nor its content.
///
/// @param log the topic it came from
/// @param position in its log; null where its JSON could not be read
/// @param partition of the topic
/// @param offset in the partition
/// @param event its id, null as above
/// @param type stored name, null as above
/// @param version of its wire form, null as above
/// @param reason code of [ParkReason]
/// @param attempts how often acting on it failed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParkedEvent(
    String log,
    @Nullable Long position,
    int partition,
    long offset,
    @Nullable UUID event,
    @Nullable String type,
    @Nullable String version,
    String reason,
    int attempts,
    Instant parkedAt) {

  static final String COLUMNS =
      "log, position, kafka_partition, kafka_offset, event, type, version, reason, attempts,"
          + " parked_at";

  static ParkedEvent of(Row row) {
    return new ParkedEvent(
        row.getString("log"),
        row.getLong("position"),
        row.getInteger("kafka_partition"),
        row.getLong("kafka_offset"),
        row.getUUID("event"),
        row.getString("type"),
        row.getString("version"),
        row.getString("reason"),
        row.getInteger("attempts"),
        row.get(OffsetDateTime.class, "parked_at").toInstant());
  }
}
