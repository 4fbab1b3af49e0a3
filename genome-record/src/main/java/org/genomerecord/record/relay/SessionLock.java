package org.genomerecord.record.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL advisory lock on a connection of its own: whoever loses the connection loses the
/// lock.
final class SessionLock implements AutoCloseable {
  private final SqlConnection connection;
  private final long key;

  private SessionLock(SqlConnection connection, long key) {
    this.connection = connection;
    this.key = key;
  }

  /// @return null if somebody else holds it
  static @Nullable SessionLock tryOn(Pool pool, long key) {
    var connection = Awaiting.result(pool.getConnection());
    try {
      var isOurs =
          Awaiting.result(
                  connection
                      .preparedQuery("SELECT pg_try_advisory_lock($1) AS locked")
                      .execute(Tuple.of(key)))
              .iterator()
              .next()
              .getBoolean("locked");
      if (isOurs) {
        return new SessionLock(connection, key);
      }
    } catch (RuntimeException e) {
      // The lock may still be given, after whoever asked for it stopped waiting.
      giveBack(connection, key);
      throw e;
    }
    connection.close();
    return null;
  }

  /// What is written here is written by the holder of the lock.
  SqlConnection connection() {
    return connection;
  }

  /// Fails if the connection, and the lock with it, is lost.
  void prove() {
    Awaiting.result(connection.query("SELECT 1").execute());
  }

  @Override
  public void close() {
    giveBack(connection, key);
  }

  /// Closing a pooled connection keeps its session lock: that goes first.
  private static void giveBack(SqlConnection connection, long key) {
    connection
        .preparedQuery("SELECT pg_advisory_unlock($1)")
        .execute(Tuple.of(key))
        .onComplete(_ -> connection.close());
  }
}
