package org.genomerecord.localstack.benchmark;

import java.util.Arrays;

/// What somebody who follows the log was shown: a request's number at each position.
final class Subscription {
  static final long NOTHING = -1;

  private long[] numbers = new long[1 << 16];
  private long last = -1;
  private long outOfOrder;

  Subscription() {
    Arrays.fill(numbers, NOTHING);
  }

  /// @param position the next one; any other is counted as out of order
  void see(long position, long number) {
    if (position != last + 1) {
      outOfOrder++;
    }
    last = position;
    int index = Math.toIntExact(position);
    if (index >= numbers.length) {
      int length = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(2 * length, index + 1));
      Arrays.fill(numbers, length, numbers.length, NOTHING);
    }
    numbers[index] = number;
  }

  /// The position reached; -1 at the beginning.
  long last() {
    return last;
  }

  /// The number at a position, or [#NOTHING].
  long at(long position) {
    return position < numbers.length ? numbers[Math.toIntExact(position)] : NOTHING;
  }

  /// Positions out of order, and those up to the size of the log that were not shown.
  long skipped(long size) {
    long missing = 0;
    for (long position = 0; position < size; position++) {
      if (at(position) == NOTHING) {
        missing++;
      }
    }
    return outOfOrder + missing;
  }

  boolean differs(long position, Subscription other) {
    return at(position) != NOTHING && at(position) != other.at(position);
  }

  long outOfOrder() {
    return outOfOrder;
  }
}
