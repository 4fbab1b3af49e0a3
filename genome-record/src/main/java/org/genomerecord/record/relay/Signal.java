package org.genomerecord.record.relay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Wakes whoever waits for news. A raise between two waits is not lost.
public final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private long raises;

  /// How often it was raised so far; hand it to [#await].
  public long raises() {
    lock.lock();
    try {
      return raises;
    } finally {
      lock.unlock();
    }
  }

  public void raise() {
    lock.lock();
    try {
      raises++;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is raised again after `seen`, or the time is over.
  ///
  /// @throws InterruptedException if the thread is told to stop
  public void await(long seen, long timeoutMillis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    lock.lock();
    try {
      while (raises == seen && left > 0) {
        left = raised.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something is true, looking again at each raise and at least every `pollMillis`.
  ///
  /// @throws Refusal unavailable, if it is not within `timeoutMillis`, or if the service is
  ///   stopping
  public void awaitUntil(BooleanSupplier reached, long pollMillis, long timeoutMillis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      long seen = raises();
      if (reached.getAsBoolean()) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new Refusal(
            Category.UNAVAILABLE,
            "not-fresh-yet",
            "the read model has not come that far; try again");
      }
      try {
        await(seen, pollMillis);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new Refusal(Category.UNAVAILABLE, "stopping", "the service is stopping");
      }
    }
  }
}
