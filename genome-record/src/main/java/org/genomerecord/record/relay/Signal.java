package org.genomerecord.record.relay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
}
