package org.genomerecord.record.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/// Runs work in a transaction and waits for it, on a virtual or worker thread.
final class Transaction {
  private Transaction() {}

  /// Commits when the work returns, rolls back when it fails.
  static <T> T of(Pool pool, Function<SqlConnection, T> work) {
    var connection = Awaiting.result(pool.getConnection());
    try {
      var transaction = Awaiting.result(connection.begin());
      T result;
      try {
        result = work.apply(connection);
      } catch (RuntimeException e) {
        rollBack(e, () -> Awaiting.result(transaction.rollback()));
        throw e;
      }
      Awaiting.result(transaction.commit());
      return result;
    } finally {
      connection.close();
    }
  }

  private static void rollBack(RuntimeException because, Runnable rollback) {
    try {
      rollback.run();
    } catch (RuntimeException e) {
      because.addSuppressed(e); // the connection is gone, and the transaction with it
    }
  }
}
