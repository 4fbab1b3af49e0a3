package org.genomerecord.record.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.genomerecord.ledger.envelope.EnvelopeTooLarge;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Reads and writes rows of the log's tables.
final class LogRows {
  static final String COLUMNS =
      "e.position, e.id, e.type, e.version, e.recorded_at, e.actor, e.role, e.organisation, e.purpose_of_use,"
          + " e.correlation, e.causation, e.trace_parent, e.tags, e.payload";

  /// Several tags or types as one text, as `append_batch` and `events_by_tag` take them. There are
  /// no control characters in them.
  private static final String SEPARATOR = "\u001f";

  /// Fails with this SQL state if the log does not end where the batch was decided.
  static final String HEAD_MOVED = "GR001";

  static final String APPEND_BATCH =
      "SELECT append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

  private LogRows() {}

  /// Arguments of [#APPEND_BATCH].
  ///
  /// @param events at least one, with positions that follow each other
  /// @param leafHashes of these events
  static Tuple batch(long epoch, List<StoredEvent> events, List<Hash> leafHashes) {
    var envelopes = events.stream().map(StoredEvent::envelope).toList();
    return Tuple.tuple()
        .addLong(epoch)
        .addLong(events.getFirst().position())
        .addArrayOfUUID(column(envelopes, Envelope::id, UUID[]::new))
        .addArrayOfString(texts(envelopes, Envelope::type))
        .addArrayOfString(texts(envelopes, Envelope::version))
        .addArrayOfOffsetDateTime(
            column(
                envelopes,
                envelope -> envelope.attribution().at().atOffset(ZoneOffset.UTC),
                OffsetDateTime[]::new))
        .addArrayOfString(texts(envelopes, envelope -> envelope.attribution().actor().id()))
        .addArrayOfString(texts(envelopes, envelope -> envelope.attribution().actor().role()))
        .addArrayOfString(
            texts(envelopes, envelope -> envelope.attribution().actor().organisation()))
        .addArrayOfString(texts(envelopes, envelope -> envelope.attribution().purposeOfUse()))
        .addArrayOfString(texts(envelopes, envelope -> envelope.attribution().correlation()))
        .addArrayOfString(texts(envelopes, envelope -> envelope.attribution().causation()))
        .addArrayOfString(texts(envelopes, envelope -> envelope.attribution().traceParent()))
        .addArrayOfString(texts(envelopes, envelope -> String.join(SEPARATOR, envelope.tags())))
        .addArrayOfString(texts(envelopes, Envelope::payload))
        .addArrayOfBuffer(column(leafHashes, hash -> Buffer.buffer(hash.bytes()), Buffer[]::new));
  }

  /// Whether a tag or a type is what the log holds: text without control characters.
  static boolean isPlain(String text) {
    return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
  }

  /// Texts as one; null if there are none.
  static @Nullable String joined(Collection<String> texts) {
    return texts.isEmpty() ? null : String.join(SEPARATOR, texts);
  }

  private static String[] texts(
      List<Envelope> envelopes, Function<Envelope, @Nullable String> text) {
    return column(envelopes, text, String[]::new);
  }

  /// A value of each row, as an argument of a statement that unnests it.
  static <R, T> T[] column(
      List<R> rows, Function<R, ? extends @Nullable T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  static StoredLeaf leaf(Row row) {
    var hash = Hash.of(row.getBuffer("leaf_hash").getBytes());
    try {
      var event = read(row);
      return new StoredLeaf(event.position(), Octets.of(event.envelope().canonical()), hash);
    } catch (IllegalArgumentException | EnvelopeTooLarge | Malformed _) {
      // No append wrote such a row. No envelope is encoded as nothing.
      return new StoredLeaf(row.getLong("position"), Octets.of(), hash);
    }
  }

  /// @throws IllegalArgumentException if the row is none that an append wrote
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
            tags(row),
            row.getString("payload")));
  }

  private static List<String> tags(Row row) {
    var tags = Arrays.asList(row.getArrayOfStrings("tags"));
    if (tags.contains(null)) {
      throw new IllegalArgumentException("a tag is missing");
    }
    return List.copyOf(tags);
  }
}
