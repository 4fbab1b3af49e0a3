package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds events by tag for many askers with one statement: those who ask while others are answered
/// are asked for together, so that the batch grows with the load and nobody waits for a timer.
final class PageBatches {
  private static final int PAGE_EVENTS = 200;
  private static final int CRITERIA_MAX = 64;

  /// Enough to keep a few processors of the server at work; more would only make batches smaller.
  private static final int STATEMENTS_MAX = 2;

  /// A connection that answers no more must not hold the queue for ever.
  private static final long STATEMENT_TIMEOUT_SECONDS = 30;

  private static final String EVENTS_BY_TAG =
      "SELECT f.nth, f.head, "
          + LogRows.COLUMNS
          + " FROM events_by_tag($1, $2, $3, $4, $5, $6) f CROSS JOIN LATERAL (SELECT (f.found).*) e";

  private final Pool pool;
  private final ArrayDeque<Asked> queue = new ArrayDeque<>();
  private int statements;

  PageBatches(Pool pool) {
    this.pool = pool;
  }

  /// @param criteria at least one, each with a tag
  /// @param from first position, inclusive
  /// @param upTo last position, inclusive
  private record Asked(
      List<Criterion> criteria, long from, long upTo, Promise<LogReader.Found> answer) {}

  /// A row of the statement's arguments.
  private record Line(
      long from, long upTo, String tag, @Nullable String others, @Nullable String types) {
    static Line of(Asked asked, Criterion criterion) {
      var tags = criterion.tags().stream().sorted().toList();
      return new Line(
          asked.from(),
          asked.upTo(),
          tags.getFirst(),
          LogRows.joined(tags.subList(1, tags.size())),
          LogRows.joined(criterion.types()));
    }
  }

  /// The first events in a range that match, with the head of the same moment.
  ///
  /// @param criteria at least one, each with a tag
  /// @param from inclusive
  /// @param upTo inclusive
  Future<LogReader.Found> page(List<Criterion> criteria, long from, long upTo) {
    var asked = new Asked(criteria, from, upTo, Promise.promise());
    synchronized (queue) {
      queue.add(asked);
    }
    askNext();
    return asked.answer().future();
  }

  private void askNext() {
    List<Asked> batch;
    synchronized (queue) {
      if (statements == STATEMENTS_MAX || queue.isEmpty()) {
        return;
      }
      statements++;
      batch = nextBatch();
    }
    ask(batch)
        .onComplete(answer -> {
          synchronized (queue) {
            statements--;
          }
          // Before the answers are given, as who gets one goes on with it here and now.
          askNext();
          if (answer.succeeded()) {
            for (int i = 0; i < batch.size(); i++) {
              batch.get(i).answer().complete(answer.result().get(i));
            }
          } else {
            batch.forEach(asked -> asked.answer().fail(answer.cause()));
          }
        });
  }

  private List<Asked> nextBatch() {
    var batch = new ArrayList<Asked>();
    int criteria = 0;
    while (!queue.isEmpty()
        && (batch.isEmpty() || criteria + queue.element().criteria().size() <= CRITERIA_MAX)) {
      criteria += queue.element().criteria().size();
      batch.add(queue.remove());
    }
    return batch;
  }

  private Future<List<LogReader.Found>> ask(List<Asked> batch) {
    var lines =
        batch.stream()
            .flatMap(asked -> asked.criteria().stream().map(item -> Line.of(asked, item)))
            .toList();
    var arguments =
        Tuple.tuple()
            .addArrayOfLong(LogRows.column(lines, Line::from, Long[]::new))
            .addArrayOfLong(LogRows.column(lines, Line::upTo, Long[]::new))
            .addArrayOfString(LogRows.column(lines, Line::tag, String[]::new))
            .addArrayOfString(LogRows.column(lines, Line::others, String[]::new))
            .addArrayOfString(LogRows.column(lines, Line::types, String[]::new))
            .addInteger(PAGE_EVENTS);
    return pool.preparedQuery(EVENTS_BY_TAG)
        .execute(arguments)
        .timeout(STATEMENT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .map(rows -> found(batch, rows));
  }

  /// An event that several criteria of an asker match is found once. Each criterion gave its first
  /// page, so the first page of them all is among these.
  private static List<LogReader.Found> found(List<Asked> batch, RowSet<Row> rows) {
    var askers = new ArrayList<Integer>();
    var events = new ArrayList<TreeMap<Long, StoredEvent>>();
    for (int i = 0; i < batch.size(); i++) {
      events.add(new TreeMap<>());
      for (var _ : batch.get(i).criteria()) {
        askers.add(i);
      }
    }
    long head = -1;
    for (var row : rows) {
      head = row.getLong("head");
      if (row.getLong("position") != null) {
        var event = LogRows.read(row);
        events.get(askers.get(row.getLong("nth").intValue() - 1)).put(event.position(), event);
      }
    }
    var found = new ArrayList<LogReader.Found>();
    for (var one : events) {
      found.add(
          new LogReader.Found(
              one.values().stream().limit(PAGE_EVENTS).toList(), head, one.size() < PAGE_EVENTS));
    }
    return found;
  }
}
