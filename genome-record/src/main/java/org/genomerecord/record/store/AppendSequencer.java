package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the appends of one process in order and commits them in batches: one transaction, one
/// verdict for each request.
///
/// Requests that arrive while a batch commits form the next batch, so the batch grows with the load
/// and nobody waits for a timer. The head row is locked until commit; positions are given out under
/// that lock, so they are gapless and in commit order, also with several processes on one log.
public final class AppendSequencer {
  private static final Logger LOG = LoggerFactory.getLogger(AppendSequencer.class);

  private static final int SETTLE_ATTEMPTS_MAX = 3;
  private static final long SETTLE_PAUSE_MILLIS = 50;

  /// A connection that answers no more must not hold the queue for ever.
  private static final long BATCH_TIMEOUT_SECONDS = 30;

  private final Pool pool;
  private final int batchRequestsMax;
  private final int queueRequestsMax;
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private boolean committing;
  private volatile long epoch = -1;
  private volatile boolean replaced;

  private record Pending(Append append, CompletableFuture<Long> verdict) {}

  /// @param batchRequestsMax requests in one transaction, at least 1
  /// @param queueRequestsMax requests waiting; a further one is refused as busy
  public AppendSequencer(Pool pool, int batchRequestsMax, int queueRequestsMax) {
    this.pool = pool;
    this.batchRequestsMax = batchRequestsMax;
    this.queueRequestsMax = queueRequestsMax;
  }

  /// Takes over the log: any instance that appended before is fenced off from here on.
  public Future<Void> start() {
    return pool.query("UPDATE log_head SET epoch = epoch + 1 RETURNING epoch")
        .execute()
        .map(rows -> {
          epoch = rows.iterator().next().getLong("epoch");
          return null;
        });
  }

  /// Whether another instance has taken over. Such a sequencer refuses every request.
  public boolean isReplaced() {
    return replaced;
  }

  /// Tells the listener after each batch, on an event loop: it must not block.
  ///
  /// @return ends it
  public Runnable onCommit(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Requests that wait for a batch.
  public int queued() {
    synchronized (queue) {
      return queue.size();
    }
  }

  /// Appends all of the request's events or none.
  ///
  /// Sending a request again with the same event ids is safe: it answers with the first position
  /// and adds nothing.
  ///
  /// @return the position of the request's last event; or fails with [AppendConflict] if the
  ///   condition does not hold, with [StoreUnavailable] if nothing was appended or if the outcome
  ///   is not known
  public CompletableFuture<Long> append(Append append) {
    var pending = new Pending(append, new CompletableFuture<>());
    List<Pending> batch;
    synchronized (queue) {
      if (queue.size() >= queueRequestsMax) {
        return CompletableFuture.failedFuture(
            new StoreUnavailable("append-queue-full", "too many appends are waiting; try again"));
      }
      queue.add(pending);
      if (committing) {
        return pending.verdict();
      }
      committing = true;
      batch = nextBatch();
    }
    commit(batch);
    return pending.verdict();
  }

  private List<Pending> nextBatch() {
    var batch = new ArrayList<Pending>();
    while (batch.size() < batchRequestsMax && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    return batch;
  }

  private void commit(List<Pending> batch) {
    settle(batch)
        .onComplete(_ -> {
          tellListeners();
          List<Pending> next;
          synchronized (queue) {
            next = nextBatch();
            committing = !next.isEmpty();
          }
          if (!next.isEmpty()) {
            commit(next);
          }
        });
  }

  /// A listener that fails must not keep the next batch from being committed.
  private void tellListeners() {
    for (var listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.error("a commit listener failed", e);
      }
    }
  }

  /// Gives every request of the batch its verdict. Never fails.
  private Future<Void> settle(List<Pending> batch) {
    return write(batch)
        .timeout(BATCH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .onSuccess(verdicts -> deliver(batch, verdicts))
        .<Void>mapEmpty()
        .recover(failure -> settleAfter(failure, batch, SETTLE_ATTEMPTS_MAX));
  }

  private static void deliver(List<Pending> batch, Map<Pending, Verdict> verdicts) {
    for (var pending : batch) {
      switch (verdicts.get(pending)) {
        case Verdict.Appended(var position) -> pending.verdict().complete(position);
        case Verdict.Conflict() -> pending.verdict().completeExceptionally(new AppendConflict());
        case null -> throw new IllegalStateException("every request has a verdict");
      }
    }
  }

  /// The transaction failed, or its commit was sent and not answered. Under the lock of the head
  /// row nothing of it can still be under way, so what is in the log then is the truth.
  private Future<Void> settleAfter(Throwable failure, List<Pending> batch, int attempts) {
    if (failure instanceof Replaced) {
      replaced = true;
      refuse(batch, "instance-replaced", "a newer instance appends to this log");
      return Future.succeededFuture();
    }
    LOG.warn("append batch failed", failure);
    return pool.withTransaction(
            connection -> lockHead(connection).compose(_ -> known(connection, batch)))
        .timeout(BATCH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .compose(known -> settleKnown(batch, known))
        .recover(again -> {
          if (attempts > 1) {
            // The pool hands out a broken connection until it has noticed.
            return afterPause(() -> settleAfter(again, batch, attempts - 1));
          }
          refuse(
              batch,
              "append-outcome-unknown",
              "the log does not answer; the same request may be sent again");
          return Future.succeededFuture();
        });
  }

  private static Future<Void> afterPause(Supplier<Future<Void>> work) {
    var done = Promise.<Void>promise();
    CompletableFuture.delayedExecutor(SETTLE_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> work.get().onComplete(done));
    return done.future();
  }

  private static void refuse(List<Pending> batch, String code, String message) {
    batch.forEach(
        pending -> pending.verdict().completeExceptionally(new StoreUnavailable(code, message)));
  }

  private Future<Void> settleKnown(List<Pending> batch, Map<UUID, Long> known) {
    Future<Void> one = Future.succeededFuture();
    for (var pending : batch) {
      var events = pending.append().events();
      // All of them: an id that was used for something else acknowledges nothing.
      if (events.stream().allMatch(event -> known.containsKey(event.id()))) {
        pending.verdict().complete(known.get(events.getLast().id()));
      } else if (batch.size() == 1) {
        refuse(batch, "append-failed", "the log refused the append");
      } else {
        // One request that the database refuses must not spoil the others: each alone.
        one = one.compose(_ -> settle(List.of(pending)));
      }
    }
    return one;
  }

  private Future<Map<Pending, Verdict>> write(List<Pending> batch) {
    return pool.withTransaction(connection -> decideAndInsert(connection, batch))
        .map(decided -> byPending(batch, Objects.requireNonNull(decided)));
  }

  private Future<BatchVerdicts> decideAndInsert(SqlConnection connection, List<Pending> batch) {
    var requests = batch.stream().map(Pending::append).toList();
    return lockHead(connection)
        .compose(head ->
            known(connection, batch)
                .compose(known ->
                    conflicting(connection, batch)
                        .map(conflicting -> BatchVerdicts.of(requests, known, conflicting, head))))
        .compose(decided -> insert(connection, decided));
  }

  private static Map<Pending, Verdict> byPending(List<Pending> batch, BatchVerdicts decided) {
    var verdicts = new HashMap<Pending, Verdict>();
    for (int i = 0; i < batch.size(); i++) {
      verdicts.put(batch.get(i), decided.verdicts().get(i));
    }
    return verdicts;
  }

  /// Locks the head row to the end of the transaction.
  ///
  /// @return the next position
  private Future<Long> lockHead(SqlConnection connection) {
    return connection
        .query("SELECT epoch, next_position FROM log_head FOR UPDATE")
        .execute()
        .map(rows -> {
          var head = rows.iterator().next();
          if (head.getLong("epoch") != epoch) {
            throw new Replaced();
          }
          return head.getLong("next_position");
        });
  }

  private static Future<Map<UUID, Long>> known(SqlConnection connection, List<Pending> batch) {
    var ids =
        batch.stream()
            .flatMap(pending -> pending.append().events().stream())
            .map(Envelope::id)
            .toArray(UUID[]::new);
    return connection
        .preparedQuery("SELECT id, position FROM event WHERE id = ANY($1)")
        .execute(Tuple.tuple().addArrayOfUUID(ids))
        .map(LogRows::positions);
  }

  private static Future<Set<Integer>> conflicting(SqlConnection connection, List<Pending> batch) {
    var questions = new ConditionQuestions();
    for (int i = 0; i < batch.size(); i++) {
      questions.add(i, batch.get(i).append());
    }
    return questions.ask(connection);
  }

  private static Future<BatchVerdicts> insert(SqlConnection connection, BatchVerdicts decided) {
    if (decided.inserts().isEmpty()) {
      return Future.succeededFuture(decided);
    }
    var tags = new ArrayList<String>();
    var positions = new ArrayList<Long>();
    var types = new ArrayList<String>();
    for (var event : decided.inserts()) {
      for (var tag : event.envelope().tags()) {
        tags.add(tag);
        positions.add(event.position());
        types.add(event.envelope().type());
      }
    }
    return connection
        .preparedQuery(LogRows.INSERT)
        .executeBatch(
            decided.inserts().stream()
                .map(event -> LogRows.insert(event.position(), event.envelope()))
                .toList())
        .compose(_ ->
            connection
                .preparedQuery(
                    "INSERT INTO event_tag (tag, position, type)"
                        + " SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])")
                .execute(
                    Tuple.tuple()
                        .addArrayOfString(tags.toArray(String[]::new))
                        .addArrayOfLong(positions.toArray(Long[]::new))
                        .addArrayOfString(types.toArray(String[]::new))))
        .compose(_ ->
            connection
                .preparedQuery("UPDATE log_head SET next_position = $1")
                .execute(Tuple.of(decided.nextPosition())))
        .map(decided);
  }

  /// Another instance raised the epoch.
  private static final class Replaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Replaced() {
      super("replaced", null, false, false);
    }
  }
}
