package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Reads the log by position and by tag. Nothing here waits for gaps: a position is visible only
/// with all before it.
public final class LogReader {
  private static final String HEAD = "SELECT next_position - 1 AS head FROM log_head";

  private final Pool pool;

  public LogReader(Pool pool) {
    this.pool = pool;
  }

  /// What a query found.
  ///
  /// @param events in order
  /// @param head last position of the log when the query began; events after it are not included,
  ///   -1: empty log
  public record Found(List<StoredEvent> events, long head) {
    public Found {
      events = List.copyOf(events);
    }
  }

  /// The last position; -1 if the log is empty.
  public Future<Long> head() {
    return pool.query(HEAD).execute().map(rows -> rows.iterator().next().getLong("head"));
  }

  /// At most `limit` events after a position, in order.
  public Future<List<StoredEvent>> after(long position, int limit) {
    return pool.preparedQuery(
            "SELECT "
                + LogRows.COLUMNS
                + " FROM event e WHERE e.position > $1 ORDER BY e.position LIMIT $2")
        .execute(Tuple.of(position, limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(LogRows::read).toList());
  }

  /// All events from a position on that match one of the criteria.
  ///
  /// @param criteria empty: every event
  /// @param from inclusive
  public Future<Found> matching(List<Criterion> criteria, long from) {
    // The head is read first: a head read later could lie beyond an event that the query did not
    // see.
    return pool.withConnection(connection ->
        connection
            .query(HEAD)
            .execute()
            .compose(rows ->
                matching(connection, criteria, from, rows.iterator().next().getLong("head"))));
  }

  private static Future<Found> matching(
      SqlConnection connection, List<Criterion> criteria, long from, long head) {
    var arguments = Tuple.tuple().addLong(from).addLong(head);
    var positions =
        criteria.isEmpty()
            ? "SELECT position FROM event WHERE position BETWEEN $1 AND $2"
            : String.join(
                " UNION ", criteria.stream().map(item -> positionsOf(item, arguments)).toList());
    return connection
        .preparedQuery(
            "SELECT "
                + LogRows.COLUMNS
                + " FROM event e JOIN ("
                + positions
                + ") found USING (position) ORDER BY e.position")
        .execute(arguments)
        .map(rows ->
            new Found(
                StreamSupport.stream(rows.spliterator(), false).map(LogRows::read).toList(), head));
  }

  private static String positionsOf(Criterion criterion, Tuple arguments) {
    var conditions = new ArrayList<String>();
    if (!criterion.types().isEmpty()) {
      arguments.addArrayOfString(criterion.types().toArray(String[]::new));
      conditions.add("type = ANY($" + arguments.size() + ")");
    }
    if (criterion.tags().isEmpty()) {
      conditions.add("position BETWEEN $1 AND $2");
      return "SELECT position FROM event WHERE " + String.join(" AND ", conditions);
    }
    arguments.addArrayOfString(criterion.tags().toArray(String[]::new));
    conditions.add("tag = ANY($" + arguments.size() + ")");
    conditions.add("position BETWEEN $1 AND $2");
    return "SELECT position FROM event_tag WHERE "
        + String.join(" AND ", conditions)
        + " GROUP BY position HAVING count(*) = "
        + criterion.tags().size();
  }

  /// The position of an event that was appended; fails with [NoSuchElementException] if the log has
  /// no such event.
  public Future<Long> positionOf(UUID event) {
    return pool.preparedQuery("SELECT position FROM event WHERE id = $1")
        .execute(Tuple.of(event))
        .map(rows -> {
          if (rows.size() == 0) {
            throw new NoSuchElementException("no such event");
          }
          return rows.iterator().next().getLong("position");
        });
  }

  /// The first position recorded at or after an instant; one past the end if there is none.
  Future<Long> firstSince(Instant at) {
    return pool.preparedQuery(
            "SELECT coalesce((SELECT min(position) FROM event WHERE recorded_at >= $1),"
                + " (SELECT next_position FROM log_head)) AS first")
        .execute(Tuple.of(at.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getLong("first"));
  }
}
