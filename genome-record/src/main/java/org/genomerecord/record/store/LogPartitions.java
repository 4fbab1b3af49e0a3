package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the next partition of the log in time: half a partition before it is needed, while appends
/// go on.
final class LogPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(LogPartitions.class);

  private final Pool pool;
  private final AtomicBoolean extending = new AtomicBoolean();
  private volatile long due;
  private volatile long bound;

  LogPartitions(Pool pool) {
    this.pool = pool;
  }

  /// Makes what partitions are missing.
  Future<Void> extend() {
    return pool.query("SELECT due, bound FROM extend_log()")
        .execute()
        .map(rows -> {
          var row = rows.iterator().next();
          due = row.getLong("due");
          bound = row.getLong("bound");
          return null;
        });
  }

  /// Waits for the partitions that a batch needs, should appends have outrun the making of them.
  /// Never fails: without them the database refuses the batch.
  Future<Void> readyFor(long nextPosition) {
    return nextPosition <= bound ? Future.succeededFuture() : extend().otherwiseEmpty();
  }

  /// Tells how long the log has become. If the next partition cannot be made now, it is tried again
  /// at the next batch.
  void reached(long nextPosition) {
    if (nextPosition >= due && extending.compareAndSet(false, true)) {
      extend()
          .onFailure(failure -> LOG.error("the next partition of the log is missing", failure))
          .onComplete(_ -> extending.set(false));
    }
  }
}
