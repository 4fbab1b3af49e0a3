package org.genomerecord.record.relay;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/// How far the readers of this service's own log have come.
public final class Cursors {
  /// Moves a reader forward, never back.
  static final String MOVE =
      "INSERT INTO log_cursor (reader, position) VALUES ($1, $2)"
          + " ON CONFLICT (reader) DO UPDATE SET position = EXCLUDED.position"
          + " WHERE log_cursor.position < EXCLUDED.position";

  /// Locks a reader's row to the end of the transaction, and makes it first where there is none.
  static final String LOCK =
      "INSERT INTO log_cursor (reader, position) VALUES ($1, -1)"
          + " ON CONFLICT (reader) DO UPDATE SET position = log_cursor.position"
          + " RETURNING position";

  private Cursors() {}

  /// Blocks. A projection's rows are written with it: whatever was appended up to there is in them.
  ///
  /// @param reader such as the name of a projection
  /// @return the last position read; -1: none
  public static long read(SqlClient client, String reader) {
    var rows =
        Awaiting.result(
            client
                .preparedQuery("SELECT position FROM log_cursor WHERE reader = $1")
                .execute(Tuple.of(reader)));
    return rows.size() == 0 ? -1 : rows.iterator().next().getLong("position");
  }

  /// Moves forward, never back.
  static void move(SqlClient client, String reader, long position) {
    Awaiting.result(client.preparedQuery(MOVE).execute(Tuple.of(reader, position)));
  }
}
