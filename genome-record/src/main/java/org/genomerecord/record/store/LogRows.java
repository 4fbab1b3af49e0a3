package org.genomerecord.record.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;

/// Reads and writes rows of the log's tables.
final class LogRows {
  static final String COLUMNS =
      "e.position, e.id, e.type, e.version, e.recorded_at, e.actor, e.role, e.organisation, e.purpose_of_use,"
          + " e.correlation, e.causation, e.trace_parent, e.tags, e.payload";

  /// Tags of one event as one text: arrays of arrays cannot be unnested by row. Envelopes refuse
  /// control characters in tags.
  private static final String TAG_SEPARATOR = "\u001f";

  /// A batch in one statement, a column an array.
  static final String INSERT_EVENTS =
      """
      INSERT INTO event (position, id, type, version, recorded_at, actor, role, organisation, purpose_of_use,
        correlation, causation, trace_parent, tags, payload, leaf_hash)
      SELECT position, id, type, version, recorded_at, actor, role, organisation, purpose_of_use,
        correlation, causation, trace_parent, string_to_array(tags, E'\\x1f'), payload, leaf_hash
      FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
          $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bytea[])
        AS batch(position, id, type, version, recorded_at, actor, role, organisation, purpose_of_use,
          correlation, causation, trace_parent, tags, payload, leaf_hash)\
      """;

  static final String INSERT_IDS =
      "INSERT INTO event_id (id, position) SELECT * FROM unnest($1::uuid[], $2::bigint[])";

  static final String INSERT_TAGS =
      "INSERT INTO event_tag (tag, position, type)"
          + " SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])";

  private LogRows() {}

  /// Arguments of [#INSERT_EVENTS].
  static Tuple events(List<StoredEvent> events) {
    return Tuple.tuple()
        .addArrayOfLong(column(events, StoredEvent::position, Long[]::new))
        .addArrayOfUUID(column(events, event -> event.envelope().id(), UUID[]::new))
        .addArrayOfString(texts(events, Envelope::type))
        .addArrayOfString(texts(events, Envelope::version))
        .addArrayOfOffsetDateTime(
            column(
                events,
                event -> event.envelope().attribution().at().atOffset(ZoneOffset.UTC),
                OffsetDateTime[]::new))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().actor().id()))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().actor().role()))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().actor().organisation()))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().purposeOfUse()))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().correlation()))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().causation()))
        .addArrayOfString(texts(events, envelope -> envelope.attribution().traceParent()))
        .addArrayOfString(texts(events, envelope -> String.join(TAG_SEPARATOR, envelope.tags())))
        .addArrayOfString(texts(events, Envelope::payload))
        .addArrayOfBuffer(
            column(events, event -> Buffer.buffer(event.envelope().leafHash()), Buffer[]::new));
  }

  private static <T> T[] column(
      List<StoredEvent> events, Function<StoredEvent, ? extends T> value, IntFunction<T[]> array) {
    return events.stream().map(value).toArray(array);
  }

  private static String[] texts(List<StoredEvent> events, TextOf text) {
    return events.stream().map(event -> text.of(event.envelope())).toArray(String[]::new);
  }

  /// A column that may be absent.
  private interface TextOf {
    @org.jspecify.annotations.Nullable
    String of(Envelope envelope);
  }

  /// Arguments of [#INSERT_IDS].
  static Tuple ids(List<StoredEvent> events) {
    return Tuple.tuple()
        .addArrayOfUUID(column(events, event -> event.envelope().id(), UUID[]::new))
        .addArrayOfLong(column(events, StoredEvent::position, Long[]::new));
  }

  /// Arguments of [#INSERT_TAGS].
  static Tuple tags(List<StoredEvent> events) {
    int count = events.stream().mapToInt(event -> event.envelope().tags().size()).sum();
    var tags = new String[count];
    var positions = new Long[count];
    var types = new String[count];
    int row = 0;
    for (var event : events) {
      for (var tag : event.envelope().tags()) {
        tags[row] = tag;
        positions[row] = event.position();
        types[row] = event.envelope().type();
        row++;
      }
    }
    return Tuple.tuple().addArrayOfString(tags).addArrayOfLong(positions).addArrayOfString(types);
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
}
