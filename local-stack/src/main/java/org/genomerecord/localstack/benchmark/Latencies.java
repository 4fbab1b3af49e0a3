package org.genomerecord.localstack.benchmark;

import java.util.concurrent.atomic.AtomicLongArray;

/// How long things took: counts in classes that are at most 0.8 % wide, so that a percentile is as
/// exact as that. Many threads may add at once.
final class Latencies {
  private static final int STEPS_BITS = 7;
  private static final int STEPS = 1 << STEPS_BITS;

  private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - STEPS_BITS) * STEPS);

  void add(long nanos) {
    counts.incrementAndGet(indexOf(Math.max(0, nanos)));
  }

  /// Below 2 · STEPS every number has its own class; above, each power of two has STEPS of them.
  private static int indexOf(long nanos) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - 1 - STEPS_BITS);
    return shift * STEPS + (int) (nanos >>> shift);
  }

  /// The highest number of a class.
  private static long highestOf(int index) {
    int shift = Math.max(0, index / STEPS - 1);
    return (((long) (index - shift * STEPS) + 1) << shift) - 1;
  }

  long count() {
    long count = 0;
    for (int i = 0; i < counts.length(); i++) {
      count += counts.get(i);
    }
    return count;
  }

  /// Such that this share of all took no longer, in milliseconds; not a number if there are none.
  ///
  /// @param percent above 0, at most 100
  double percentileMillis(double percent) {
    long rank = (long) Math.ceil(count() * percent / 100);
    if (rank == 0) {
      return Double.NaN;
    }
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return highestOf(i) / 1e6;
      }
    }
    throw new IllegalStateException("the rank is not above the count");
  }
}
