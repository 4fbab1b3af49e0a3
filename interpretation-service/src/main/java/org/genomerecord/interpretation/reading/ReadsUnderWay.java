package org.genomerecord.interpretation.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Bounds how many reads are decided about and answered at a time. The others wait in order, and
/// wait before they are decided about: a permit is then soon used, so that little is answered after
/// a withdrawal that was still permitted before it.
@ApplicationScoped
public class ReadsUnderWay {
  private final Semaphore places;
  private final long waitMillis;

  /// @param readsMax at least 1
  ReadsUnderWay(
      @ConfigProperty(name = "interpretation.reads-under-way-max", defaultValue = "8") int readsMax,
      @ConfigProperty(name = "interpretation.reads-wait-millis", defaultValue = "10000")
          long waitMillis) {
    if (readsMax < 1) {
      throw new IllegalArgumentException("interpretation.reads-under-way-max is at least 1");
    }
    this.places = new Semaphore(readsMax, true);
    this.waitMillis = waitMillis;
  }

  /// Blocks until there is a place, and for as long as the read takes.
  ///
  /// @throws Refusal unavailable, if no place became free in time; nothing was decided
  public <T> T admit(Supplier<T> read) {
    try {
      if (!places.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
        throw new Refusal(
            Category.UNAVAILABLE, "too-many-reads", "too many reads are waiting; try again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Refusal(Category.UNAVAILABLE, "interrupted", "the service stops; try again");
    }
    try {
      return read.get();
    } finally {
      places.release();
    }
  }
}
