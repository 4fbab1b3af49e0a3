package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The one transaction of a batch, in two sends: what has to be known, then what is to be written.
///
/// Statements are sent without waiting for each other's answers; PostgreSQL runs them in order, and
/// each sees what was committed before it began. The lock of the head row comes first, so what the
/// later ones see holds until commit. After a failed statement the server refuses the rest, and its
/// COMMIT rolls back.
final class BatchTransaction {
  private final SqlConnection connection;
  private final long epoch;

  BatchTransaction(SqlConnection connection, long epoch) {
    this.connection = connection;
    this.epoch = epoch;
  }

  /// Another instance raised the epoch.
  static final class Replaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Replaced() {
      super("replaced", null, false, false);
    }
  }

  /// Decides the batch, writes what was accepted and commits.
  ///
  /// Ids are looked up for requests in conflict only: one sent again conflicts with itself. Where
  /// an id stands in the log without a conflict, its insert fails, and the caller settles that.
  Future<BatchVerdicts> run(List<Append> batch) {
    var begun = execute("BEGIN");
    var head = lockHead();
    var questions = new ConditionQuestions(batch);
    var asked = questions.ask(connection);
    return Future.all(begun, head, asked)
        .compose(_ -> knownOf(batch, asked.result()))
        .map(known -> BatchVerdicts.of(batch, known, asked.result(), head.result()))
        .compose(this::write);
  }

  /// The positions of those of the batch's events that the log has. Nothing of a transaction that
  /// held the head row can still be under way, so the answer is final.
  Future<Map<UUID, Long>> settled(List<Append> batch) {
    var begun = execute("BEGIN");
    var head = lockHead();
    var known = known(batch);
    var ended = execute("COMMIT");
    return Future.all(begun, head, known, ended).map(_ -> known.result());
  }

  /// Locks the head row to the end of the transaction.
  ///
  /// @return the next position
  private Future<Long> lockHead() {
    return execute("SELECT epoch, next_position FROM log_head FOR UPDATE")
        .map(rows -> {
          var head = rows.iterator().next();
          if (head.getLong("epoch") != epoch) {
            throw new Replaced();
          }
          return head.getLong("next_position");
        });
  }

  private Future<Map<UUID, Long>> knownOf(List<Append> batch, Set<Integer> requests) {
    return requests.isEmpty()
        ? Future.succeededFuture(Map.of())
        : known(requests.stream().map(batch::get).toList());
  }

  private Future<Map<UUID, Long>> known(List<Append> requests) {
    var ids =
        requests.stream()
            .flatMap(request -> request.events().stream())
            .map(Envelope::id)
            .toArray(UUID[]::new);
    return connection
        .preparedQuery("SELECT id, position FROM event_id WHERE id = ANY($1)")
        .execute(Tuple.tuple().addArrayOfUUID(ids))
        .map(BatchTransaction::positions);
  }

  private static Map<UUID, Long> positions(RowSet<Row> rows) {
    var positions = new HashMap<UUID, Long>();
    rows.forEach(row -> positions.put(row.getUUID("id"), row.getLong("position")));
    return positions;
  }

  private Future<BatchVerdicts> write(BatchVerdicts decided) {
    if (decided.inserts().isEmpty()) {
      return execute("COMMIT").map(decided);
    }
    var events =
        connection.preparedQuery(LogRows.INSERT_EVENTS).execute(LogRows.events(decided.inserts()));
    var ids = connection.preparedQuery(LogRows.INSERT_IDS).execute(LogRows.ids(decided.inserts()));
    var tags =
        connection.preparedQuery(LogRows.INSERT_TAGS).execute(LogRows.tags(decided.inserts()));
    var head =
        connection
            .preparedQuery("UPDATE log_head SET next_position = $1")
            .execute(Tuple.of(decided.nextPosition()));
    var committed = execute("COMMIT");
    return Future.all(events, ids, tags, head, committed).map(decided);
  }

  private Future<RowSet<Row>> execute(String statement) {
    return connection.query(statement).execute();
  }
}
