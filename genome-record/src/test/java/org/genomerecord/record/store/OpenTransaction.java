package org.genomerecord.record.store;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import org.genomerecord.record.relay.Awaiting;

/// A transaction under the test's own hand, open until it commits.
record OpenTransaction(SqlConnection connection, Transaction transaction) {
  static OpenTransaction on(TestLog log) {
    var connection = Awaiting.result(log.pool().getConnection());
    return new OpenTransaction(connection, Awaiting.result(connection.begin()));
  }

  void execute(String sql) {
    Awaiting.result(connection.query(sql).execute());
  }

  void commit() {
    Awaiting.result(transaction.commit());
    Awaiting.result(connection.close());
  }
}
