package org.genomerecord.localstack.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Closed-loop callers: each asks again as soon as it has its answer.
final class Load {
  private Load() {}

  /// One caller; each call is one thing that is counted.
  @FunctionalInterface
  interface Caller {
    void call() throws Exception;
  }

  /// What was measured.
  ///
  /// @param calls that were answered while it was measured
  /// @param seconds how long it was measured
  /// @param latencies of those calls
  /// @param allCalls those of the warm-up and at the end included
  record Figures(long calls, double seconds, Latencies latencies, long allCalls) {
    double perSecond() {
      return calls / seconds;
    }
  }

  /// Runs callers, each on a virtual thread of its own. Calls of the warm-up are not counted.
  ///
  /// @param caller makes the caller of a number, from 0
  /// @throws ExecutionException if a call failed: a benchmark with failures measures nothing
  static Figures run(int callers, IntFunction<Caller> caller, Duration warmUp, Duration measured)
      throws ExecutionException, InterruptedException {
    var latencies = new Latencies();
    var counted = new AtomicLong();
    var all = new AtomicLong();
    long from = System.nanoTime() + warmUp.toNanos();
    long until = from + measured.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var loops = new ArrayList<Future<?>>();
      for (int number = 0; number < callers; number++) {
        var one = caller.apply(number);
        loops.add(
            threads.submit(() -> {
              for (long begun = System.nanoTime(); begun < until; ) {
                one.call();
                all.incrementAndGet();
                long ended = System.nanoTime();
                if (ended > from && ended <= until) {
                  latencies.add(ended - begun);
                  counted.incrementAndGet();
                }
                begun = ended;
              }
              return null;
            }));
      }
      for (var loop : loops) {
        loop.get();
      }
    }
    return new Figures(counted.get(), measured.toNanos() / 1e9, latencies, all.get());
  }
}
