package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection on which one batch runs after the other. It is kept, so that a batch waits for no
/// reader of the pool and finds its statements prepared.
///
/// Used by one batch at a time, as the sequencer sees to.
final class BatchConnection {
  private static final Logger LOG = LoggerFactory.getLogger(BatchConnection.class);

  /// A connection that answers no more must not hold the queue for ever.
  private static final long BATCH_TIMEOUT_SECONDS = 30;

  private final Pool pool;
  private final int recentTagsMax;
  private volatile RecentTags recent;
  private volatile @Nullable SqlConnection kept;
  private volatile long epoch = -1;

  BatchConnection(Pool pool, int recentTagsMax) {
    this.pool = pool;
    this.recentTagsMax = recentTagsMax;
    this.recent = new RecentTags(recentTagsMax);
  }

  /// Raises the epoch of the log; transactions of this connection carry the new one.
  Future<Void> takeOver() {
    return pool.query("UPDATE log_head SET epoch = epoch + 1 RETURNING epoch")
        .execute()
        .map(rows -> {
          epoch = rows.iterator().next().getLong("epoch");
          return null;
        });
  }

  /// As [#takeOver] raised it; -1 before.
  long epoch() {
    return epoch;
  }

  /// Runs one transaction. After a failure the connection is given up: what state it is in is not
  /// known.
  <T> Future<T> run(Function<BatchTransaction, Future<T>> work) {
    return connection()
        .compose(connection -> {
          var transaction = new BatchTransaction(connection, epoch, recent);
          return work.apply(transaction)
              .timeout(BATCH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .onFailure(_ -> {
                transaction.abandon();
                giveUp(connection);
              });
        });
  }

  private Future<SqlConnection> connection() {
    var connection = kept;
    return connection != null
        ? Future.succeededFuture(connection)
        : pool.getConnection().onSuccess(fresh -> kept = fresh);
  }

  /// Only if a rollback is answered is the connection fit to go back to the pool: one with a
  /// transaction under way would answer readers with what is not committed. What the transaction
  /// still remembers, should its answer come late, it remembers for itself alone.
  private void giveUp(SqlConnection connection) {
    kept = null;
    recent = new RecentTags(recentTagsMax);
    connection
        .query("ROLLBACK")
        .execute()
        .onSuccess(_ -> connection.close())
        .onFailure(failure -> LOG.warn("a connection of the sequencer is lost", failure));
  }
}
