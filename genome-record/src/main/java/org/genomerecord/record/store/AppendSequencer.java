package org.genomerecord.record.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.BatchTransaction.Replaced;
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

  /// Classes of SQLSTATE that say nothing of a statement (PostgreSQL, appendix A): connection,
  /// rollback, resources, locks, shutdown.
  private static final List<String> PASSING = List.of("08", "40", "53", "55", "57");

  /// Times that requests are sent again of which the log knows nothing.
  private static final int RESENDS_MAX = 3;

  /// About 10 MB.
  private static final int RECENT_TAGS_MAX = 50_000;

  private final int batchRequestsMax;
  private final int queueRequestsMax;
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final List<BatchListener> listeners = new CopyOnWriteArrayList<>();
  private final BatchConnection connection;
  private final LogPartitions partitions;
  private boolean committing;
  private volatile long nextPosition;
  private final CompletableFuture<Void> replaced = new CompletableFuture<>();

  private record Pending(HashedAppend hashed, CompletableFuture<Long> verdict) {
    List<Envelope> events() {
      return hashed.append().events();
    }
  }

  /// @param batchRequestsMax requests in one transaction, at least 1
  /// @param queueRequestsMax requests waiting; a further one is refused as busy
  public AppendSequencer(Pool pool, int batchRequestsMax, int queueRequestsMax) {
    this(pool, batchRequestsMax, queueRequestsMax, RECENT_TAGS_MAX);
  }

  /// @param recentTagsMax tags of recent events that are kept in memory; see [RecentTags]
  AppendSequencer(Pool pool, int batchRequestsMax, int queueRequestsMax, int recentTagsMax) {
    this.batchRequestsMax = batchRequestsMax;
    this.queueRequestsMax = queueRequestsMax;
    this.connection = new BatchConnection(pool, recentTagsMax);
    this.partitions = new LogPartitions(pool);
  }

  /// Takes over the log: any instance that appended before is fenced off from here on.
  public Future<Void> start() {
    return partitions.extend().compose(_ -> connection.takeOver());
  }

  /// Whether another instance has taken over, as far as is known here. Such a sequencer refuses
  /// every request.
  public boolean isReplaced() {
    return replaced.isDone();
  }

  /// Tells the listener once another instance has taken over. It must not block.
  public void onReplaced(Runnable listener) {
    var _ = replaced.thenRun(listener);
  }

  /// Another part of this instance found that a newer one has the log.
  public void noteReplaced() {
    replaced.complete(null);
  }

  /// The number under which this instance may append; -1 before it has taken over.
  public long epoch() {
    return connection.epoch();
  }

  /// Tells the listener after each batch, whether it was committed or not, on an event loop: it
  /// must not block.
  ///
  /// @return ends it
  public Runnable onBatch(BatchListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// As [#onBatch], for whoever only wants to look at the log again.
  ///
  /// @return ends it
  public Runnable onCommit(Runnable listener) {
    return onBatch((_, _) -> listener.run());
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
  ///   is not known, with another [Refusal] if the ledger cannot hold one of the events
  public CompletableFuture<Long> append(Append append) {
    Pending pending;
    try {
      pending = new Pending(HashedAppend.of(append), new CompletableFuture<>());
    } catch (Refusal refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
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
    long begun = System.nanoTime();
    settle(batch, RESENDS_MAX)
        .onComplete(_ -> {
          tellListeners(batch.size(), System.nanoTime() - begun);
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
  private void tellListeners(int requests, long nanos) {
    for (var listener : listeners) {
      try {
        listener.settled(requests, nanos);
      } catch (RuntimeException e) {
        LOG.error("a listener of batches failed", e);
      }
    }
  }

  /// Gives every request of the batch its verdict. Never fails.
  private Future<Void> settle(List<Pending> batch, int resends) {
    if (batch.isEmpty()) {
      return Future.succeededFuture();
    }
    var appends = appends(batch);
    long events = batch.stream().mapToLong(pending -> pending.events().size()).sum();
    return partitions
        .readyFor(nextPosition + events)
        .compose(_ -> connection.run(transaction -> transaction.run(appends)))
        .onSuccess(decided -> deliver(batch, decided))
        .<Void>mapEmpty()
        .recover(failure -> settleAfter(failure, batch, resends));
  }

  private static List<HashedAppend> appends(List<Pending> batch) {
    return batch.stream().map(Pending::hashed).toList();
  }

  /// Verdicts are told on a thread of their own: what callers do with one must not hold up the next
  /// batch. Those after a failure are not: they are few, and the batch after them waits anyway.
  private void deliver(List<Pending> batch, BatchVerdicts decided) {
    nextPosition = decided.nextPosition();
    partitions.reached(nextPosition);
    Thread.startVirtualThread(() -> {
      for (int i = 0; i < batch.size(); i++) {
        var verdict = batch.get(i).verdict();
        switch (decided.verdicts().get(i)) {
          case Verdict.Appended(var position) -> verdict.complete(position);
          case Verdict.Conflict() -> verdict.completeExceptionally(new AppendConflict());
        }
      }
    });
  }

  /// The transaction failed, or its commit was sent and not answered. Under the lock of the head
  /// row nothing of it can still be under way, so what is in the log then is the truth.
  private Future<Void> settleAfter(Throwable failure, List<Pending> batch, int resends) {
    if (failure instanceof Replaced) {
      noteReplaced();
      refuse(batch, "instance-replaced", "a newer instance appends to this log");
      return Future.succeededFuture();
    }
    LOG.warn("append batch failed", failure);
    return settled(batch, SETTLE_ATTEMPTS_MAX)
        .compose(
            known -> settleKnown(batch, known, isRefused(failure), resends),
            _ -> {
              refuseAsUnknown(batch);
              return Future.succeededFuture();
            });
  }

  private Future<Map<UUID, Long>> settled(List<Pending> batch, int attempts) {
    return connection
        .run(transaction -> transaction.settled(appends(batch)))
        .recover(failure ->
            // The pool hands out a broken connection until it has noticed.
            attempts > 1
                ? afterPause(() -> settled(batch, attempts - 1))
                : Future.failedFuture(failure));
  }

  /// Whether the database refused a statement for a reason that may lie in one of the requests.
  private static boolean isRefused(Throwable failure) {
    return failure instanceof PgException pg
        && PASSING.stream().noneMatch(pg.getSqlState()::startsWith);
  }

  private static void refuseAsUnknown(List<Pending> batch) {
    refuse(
        batch,
        "append-outcome-unknown",
        "the log does not answer; the same request may be sent again");
  }

  private static <T> Future<T> afterPause(Supplier<Future<T>> work) {
    var done = Promise.<T>promise();
    CompletableFuture.delayedExecutor(SETTLE_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> work.get().onComplete(done));
    return done.future();
  }

  private static void refuse(List<Pending> batch, String code, String message) {
    batch.forEach(
        pending -> pending.verdict().completeExceptionally(new StoreUnavailable(code, message)));
  }

  /// Requests that stand in the log are acknowledged, and what is left is sent again: together if
  /// something was found, as an id that was there before is why a batch fails, or if the connection
  /// was lost; else in halves, until a request that the database refuses stands alone and spoils
  /// nobody.
  private Future<Void> settleKnown(
      List<Pending> batch, Map<UUID, Long> known, boolean isRefused, int resends) {
    var left = new ArrayList<Pending>();
    var toCome = new HashSet<UUID>();
    for (var pending : batch) {
      var events = pending.events();
      var missing = events.stream().map(Envelope::id).filter(id -> !known.containsKey(id)).toList();
      if (missing.isEmpty()) {
        pending.verdict().complete(known.get(events.getLast().id()));
      } else if (missing.size() < events.size() && !toCome.containsAll(missing)) {
        // An id that was used for something else acknowledges nothing; but a request before this
        // one, which is sent again too, may bring what is missing.
        pending.verdict().completeExceptionally(new AppendConflict());
      } else {
        left.add(pending);
        toCome.addAll(missing);
      }
    }
    if (left.size() < batch.size()) {
      return settle(left, resends);
    }
    if (!isRefused) {
      if (resends > 0) {
        return settle(left, resends - 1);
      }
      refuseAsUnknown(left);
      return Future.succeededFuture();
    }
    if (left.size() == 1) {
      refuse(left, "append-failed", "the log refused the append");
      return Future.succeededFuture();
    }
    int half = left.size() / 2;
    return settle(left.subList(0, half), resends)
        .compose(_ -> settle(left.subList(half, left.size()), resends));
  }
}
