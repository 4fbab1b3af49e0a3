package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// Reads the log by position and by tag. Nothing here waits for gaps: a position is visible only
/// with all before it.
public final class LogReader {
  private static final int PAGE_EVENTS = 500;

  private final Pool pool;
  private final PageBatches byTag;

  public LogReader(Pool pool) {
    this.pool = pool;
    this.byTag = new PageBatches(pool);
  }

  /// What a query found.
  ///
  /// @param events in order
  /// @param head last position of the log when the query began; events after it are not included,
  ///   -1: empty log
  /// @param isLastPage whether no more events match
  public record Found(List<StoredEvent> events, long head, boolean isLastPage) {
    public Found {
      events = List.copyOf(events);
    }
  }

  /// The last position; -1 if the log is empty.
  public Future<Long> head() {
    return pool.query("SELECT next_position - 1 AS head FROM log_head")
        .execute()
        .map(rows -> rows.iterator().next().getLong("head"));
  }

  /// The last position, up to a bound, of an event that carries a tag; -1 if there is none.
  ///
  /// @param upTo inclusive
  public Future<Long> lastWith(String tag, long upTo) {
    return pool.preparedQuery(
            "SELECT coalesce(max(position), -1) AS last FROM event_tag"
                + " WHERE tag = $1 AND position <= $2")
        .execute(Tuple.of(tag, upTo))
        .map(rows -> rows.iterator().next().getLong("last"));
  }

  /// At most `limit` events after a position, in order.
  public Future<List<StoredEvent>> after(long position, int limit) {
    return after(LogRows.COLUMNS, position, limit, LogRows::read);
  }

  /// At most `limit` leaves after a position, in order.
  public Future<List<StoredLeaf>> leavesAfter(long position, int limit) {
    return after(LogRows.COLUMNS + ", e.leaf_hash", position, limit, LogRows::leaf);
  }

  private <T> Future<List<T>> after(
      String columns, long position, int limit, Function<Row, T> reading) {
    return pool.preparedQuery(
            "SELECT "
                + columns
                + " FROM event e WHERE e.position > $1 ORDER BY e.position LIMIT $2")
        .execute(Tuple.of(position, limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(reading).toList());
  }

  /// All events from a position on that match one of the criteria, in memory. For what can be long,
  /// source a stream.
  ///
  /// @param criteria empty: every event
  /// @param from inclusive
  public Future<Found> matching(List<Criterion> criteria, long from) {
    return firstPage(criteria, from).compose(page -> collect(criteria, page, new ArrayList<>()));
  }

  private Future<Found> collect(List<Criterion> criteria, Found page, List<StoredEvent> collected) {
    collected.addAll(page.events());
    return page.isLastPage()
        ? Future.succeededFuture(new Found(collected, page.head(), true))
        : nextPage(criteria, page).compose(next -> collect(criteria, next, collected));
  }

  /// The first events from a position on that match, with the head of the same moment.
  Future<Found> firstPage(List<Criterion> criteria, long from) {
    return page(criteria, from, Long.MAX_VALUE);
  }

  /// The events that match after those of a page, up to the head of that page.
  Future<Found> nextPage(List<Criterion> criteria, Found page) {
    return page(criteria, page.events().getLast().position() + 1, page.head())
        .map(next -> new Found(next.events(), page.head(), next.isLastPage()));
  }

  /// One statement, so that head and events are of one snapshot: an event between the two would
  /// otherwise be taken for seen.
  private Future<Found> page(List<Criterion> criteria, long from, long upTo) {
    if (!criteria.isEmpty() && criteria.stream().noneMatch(item -> item.tags().isEmpty())) {
      return byTag.page(criteria, from, upTo);
    }
    var arguments = Tuple.tuple().addLong(from).addLong(upTo).addInteger(PAGE_EVENTS);
    return pool.preparedQuery(
            "SELECT h.next_position - 1 AS head, found.* FROM log_head h LEFT JOIN ("
                + "SELECT e.* FROM ("
                + positions(criteria, arguments)
                + ") p CROSS JOIN LATERAL (SELECT "
                + LogRows.COLUMNS
                // A fence for the planner: each event by its primary key, whatever it estimates.
                + " FROM event e WHERE e.position = p.position OFFSET 0) e"
                + ") found ON true ORDER BY found.position")
        .execute(arguments)
        .map(LogReader::found);
  }

  private static Found found(RowSet<Row> rows) {
    var events = new ArrayList<StoredEvent>();
    long head = -1;
    for (var row : rows) {
      head = row.getLong("head");
      if (row.getLong("position") != null) {
        events.add(LogRows.read(row));
      }
    }
    return new Found(events, head, events.size() < PAGE_EVENTS);
  }

  /// $1 and $2: first and last position; $3: how many at most.
  private static String positions(List<Criterion> criteria, Tuple arguments) {
    var items =
        criteria.isEmpty()
            ? List.of("(SELECT position FROM event WHERE position BETWEEN $1 AND $2" + BOUNDED)
            : criteria.stream().map(item -> positionsOf(item, arguments)).toList();
    return items.size() == 1
        ? items.getFirst()
        : "SELECT position FROM (" + String.join(" UNION ", items) + ") u" + ORDERED;
  }

  private static final String ORDERED = " ORDER BY position LIMIT $3";
  private static final String BOUNDED = ORDERED + ")";

  private static String positionsOf(Criterion criterion, Tuple arguments) {
    var sources = new ArrayList<String>();
    var conditions = new ArrayList<String>();
    conditions.add("t.position BETWEEN $1 AND $2");
    var name = "t";
    for (var tag : criterion.tags()) {
      arguments.addString(tag);
      if (!sources.isEmpty()) {
        name = "also" + sources.size();
        conditions.add(name + ".position = t.position");
      }
      sources.add("event_tag " + name);
      conditions.add(name + ".tag = $" + arguments.size());
    }
    if (sources.isEmpty()) {
      sources.add("event t");
    }
    if (!criterion.types().isEmpty()) {
      arguments.addArrayOfString(criterion.types().toArray(String[]::new));
      conditions.add("t.type = ANY($" + arguments.size() + ")");
    }
    return "(SELECT t.position FROM "
        + String.join(", ", sources)
        + " WHERE "
        + String.join(" AND ", conditions)
        + BOUNDED;
  }

  /// The position of an event that was appended; fails with [NoSuchElementException] if the log has
  /// no such event.
  public Future<Long> positionOf(UUID event) {
    return pool.preparedQuery("SELECT position FROM event_id WHERE id = $1")
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
