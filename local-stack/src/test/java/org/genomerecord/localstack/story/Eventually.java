package org.genomerecord.localstack.story;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Looks again and again, for what another process does in its own time.
public final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private Eventually() {}

  /// Returns as soon as everything is there; the failure says what was.
  static <T> void seeAll(String what, Supplier<? extends Collection<T>> there, Collection<T> all) {
    var last = new AtomicReference<Object>("nothing");
    try {
      see(
          what,
          () -> {
            var now = there.get();
            last.set(now);
            return now.containsAll(all);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; there was " + last.get(), e);
    }
  }

  /// Returns as soon as it is so.
  ///
  /// @param what in words, for the failure
  public static void see(String what, BooleanSupplier isSo) {
    see(what, BOUND, isSo);
  }

  /// As above, for what takes longer.
  static void see(String what, Duration bound, BooleanSupplier isSo) {
    long begun = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - begun > bound.toNanos()) {
        throw new AssertionError("not within " + bound.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
