package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The one transaction of a batch.
///
/// Mostly a single statement: what recent events carry is in memory, so the batch is decided before
/// anything is sent, for the position where this process left the log. PostgreSQL accepts it only
/// if the log still ends there. Otherwise, and if a condition reaches further back, the head row is
/// locked first, the log is asked, and the batch is decided on what it answers.
final class BatchTransaction {
  private final SqlConnection connection;
  private final long epoch;
  private final RecentTags recent;
  private volatile boolean abandoned;

  BatchTransaction(SqlConnection connection, long epoch, RecentTags recent) {
    this.connection = connection;
    this.epoch = epoch;
    this.recent = recent;
  }

  /// Another instance raised the epoch.
  static final class Replaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Replaced() {
      super("replaced", null, false, false);
    }
  }

  /// Nothing more is sent. A late answer would otherwise have the next statement sent after the
  /// rollback, or on a connection that somebody else has by then.
  void abandon() {
    abandoned = true;
  }

  /// Decides the batch, writes what was accepted and commits.
  ///
  /// Fails if an id stands in the log already without its request being in conflict: its insert
  /// does, and the caller settles that.
  Future<BatchVerdicts> run(List<HashedAppend> batch) {
    var appends = appends(batch);
    if (recent.next() < 0 || !appends.stream().allMatch(recent::clears)) {
      return runLocked(batch);
    }
    var decided = BatchVerdicts.of(appends, Map.of(), Set.of(), recent.next());
    if (decided.hasConflict()) {
      return runLocked(batch);
    }
    return write(decided, batch)
        .recover(failure -> isHeadMoved(failure) ? runLocked(batch) : Future.failedFuture(failure));
  }

  private static boolean isHeadMoved(Throwable failure) {
    return failure instanceof PgException refused
        && LogRows.HEAD_MOVED.equals(refused.getSqlState());
  }

  private static List<Append> appends(List<HashedAppend> batch) {
    return batch.stream().map(HashedAppend::append).toList();
  }

  private Future<BatchVerdicts> runLocked(List<HashedAppend> batch) {
    var appends = appends(batch);
    return begin()
        .compose(
            next -> conflicting(appends).compose(conflicting -> decide(appends, conflicting, next)))
        .compose(decided ->
            decided.inserts().isEmpty() ? Future.succeededFuture(decided) : write(decided, batch))
        .compose(decided -> execute("COMMIT").map(decided));
  }

  /// Begins a transaction that holds the head row.
  ///
  /// @return the next position
  private Future<Long> begin() {
    return lockHead()
        .map(row -> {
          if (row.getLong("epoch") != epoch) {
            throw new Replaced();
          }
          long next = row.getLong("next_position");
          if (next != recent.next()) {
            recent.restart(next);
          }
          return next;
        });
  }

  private Future<Row> lockHead() {
    var begun = execute("BEGIN");
    var head = execute("SELECT epoch, next_position FROM log_head FOR UPDATE");
    return Future.all(begun, head).map(_ -> head.result().iterator().next());
  }

  private Future<Set<Integer>> conflicting(List<Append> batch) {
    var questions = new ConditionQuestions();
    for (int request = 0; request < batch.size(); request++) {
      if (!recent.clears(batch.get(request))) {
        questions.add(request, batch.get(request));
      }
    }
    return unlessAbandoned(() -> questions.ask(connection));
  }

  /// A request sent again conflicts with itself: no conflict stands before its ids were looked up.
  private Future<BatchVerdicts> decide(List<Append> batch, Set<Integer> conflicting, long next) {
    var decided = BatchVerdicts.of(batch, Map.of(), conflicting, next);
    return decided.hasConflict()
        ? known(batch).map(known -> BatchVerdicts.of(batch, known, conflicting, next))
        : Future.succeededFuture(decided);
  }

  /// The positions of those of the batch's events that the log has. Nothing of a transaction that
  /// held the head row can still be under way, so the answer is final, also for an instance that
  /// was replaced meanwhile.
  Future<Map<UUID, Long>> settled(List<HashedAppend> batch) {
    return lockHead()
        .compose(_ -> known(appends(batch)))
        .compose(known -> execute("COMMIT").map(known));
  }

  private Future<Map<UUID, Long>> known(List<Append> requests) {
    var ids =
        requests.stream()
            .flatMap(request -> request.events().stream())
            .map(Envelope::id)
            .toArray(UUID[]::new);
    return execute(
            "SELECT id, position FROM event_id WHERE id = ANY($1)",
            Tuple.tuple().addArrayOfUUID(ids))
        .map(BatchTransaction::positions);
  }

  private static Map<UUID, Long> positions(RowSet<Row> rows) {
    var positions = new HashMap<UUID, Long>();
    rows.forEach(row -> positions.put(row.getUUID("id"), row.getLong("position")));
    return positions;
  }

  private Future<BatchVerdicts> write(BatchVerdicts decided, List<HashedAppend> batch) {
    var leafHashes =
        decided.accepted().stream().flatMap(i -> batch.get(i).leafHashes().stream()).toList();
    return execute(LogRows.APPEND_BATCH, LogRows.batch(epoch, decided.inserts(), leafHashes))
        .map(_ -> {
          recent.add(decided.inserts());
          return decided;
        });
  }

  private Future<RowSet<Row>> execute(String statement) {
    return unlessAbandoned(() -> connection.query(statement).execute());
  }

  private Future<RowSet<Row>> execute(String statement, Tuple arguments) {
    return unlessAbandoned(() -> connection.preparedQuery(statement).execute(arguments));
  }

  private <T> Future<T> unlessAbandoned(Supplier<Future<T>> work) {
    return abandoned
        ? Future.failedFuture(new IllegalStateException("the batch was given up"))
        : work.get();
  }
}
