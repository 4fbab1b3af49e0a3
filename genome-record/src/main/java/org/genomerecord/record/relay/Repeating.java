package org.genomerecord.record.relay;

import java.util.function.Consumer;

/// Work that is done again and again until it is stopped, on a thread of its own. A failure is told
/// and does not end it.
public final class Repeating {
  private final Runnable work;
  private final Consumer<RuntimeException> failed;
  private final long pauseMillis;
  private final Signal stop = new Signal();
  private volatile boolean stopping;

  /// @param work may block
  /// @param failed is not told of what fails because the service stops
  /// @param pauseMillis between two times
  public Repeating(Runnable work, Consumer<RuntimeException> failed, long pauseMillis) {
    this.work = work;
    this.failed = failed;
    this.pauseMillis = pauseMillis;
  }

  /// @param name of the thread
  public void start(String name) {
    Thread.ofVirtual().name(name).start(this::untilStopped);
  }

  /// Returns at once; what is under way goes on to its end.
  public void stop() {
    stopping = true;
    stop.raise();
  }

  /// For work of many steps, which ends between two of them.
  public boolean isStopping() {
    return stopping;
  }

  private void untilStopped() {
    while (!stopping) {
      try {
        work.run();
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        failed.accept(e);
      }
      try {
        stop.await(0, pauseMillis);
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
