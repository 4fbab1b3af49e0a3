package org.genomerecord.localstack.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.PostgresEventStorageEngine;

/// One log and the engine on it, configured as the services configure theirs.
///
/// @param pool of both
record EventLog(Pool pool, AppendSequencer sequencer, LogReader reader) implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final int BATCH_REQUESTS_MAX = 256;
  private static final int QUEUE_REQUESTS_MAX = 10_000;
  private static final long ANSWER_SECONDS_MAX = 60;

  /// The pool of Vert.x 4.5 tells it of each connection that it failed to make, half a minute later
  /// and to no effect (eclipse-vertx/vertx-sql-client issue 1706).
  private static final Logger NOISE = Logger.getLogger("io.vertx.core.impl.ContextImpl");

  static {
    NOISE.setLevel(Level.OFF);
  }

  /// Takes over a log.
  static EventLog open(Database database, Vertx vertx, String name) {
    return open(database.pool(vertx, name, CONNECTIONS));
  }

  /// Takes over the log that a pool reaches.
  static EventLog open(Pool pool) {
    var sequencer = new AppendSequencer(pool, BATCH_REQUESTS_MAX, QUEUE_REQUESTS_MAX);
    await(sequencer.start());
    return new EventLog(pool, sequencer, new LogReader(pool));
  }

  PostgresEventStorageEngine engine() {
    return new PostgresEventStorageEngine(sequencer, reader);
  }

  /// How many events it holds.
  long size() {
    return await(reader.head()) + 1;
  }

  /// The answer to a question; blocks.
  static <T> T await(Future<T> answer) {
    return answer
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    await(pool.close());
  }
}
