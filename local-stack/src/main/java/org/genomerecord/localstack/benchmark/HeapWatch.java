package org.genomerecord.localstack.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/// Looks at the heap a few times while many things pass: after a full collection, what is still
/// used is held on to.
final class HeapWatch {
  private static final int LOOKS = 10;
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private final long step;
  private final long before;
  private long next;
  private long most;

  /// @param things that will pass
  HeapWatch(long things) {
    step = Math.max(1, things / LOOKS);
    next = step / 2;
    before = used();
    most = before;
  }

  private static long used() {
    // Also Runtime.gc(): a full collection, as the default collectors are configured.
    MEMORY.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  /// @param count things that have passed so far
  void passed(long count) {
    if (count >= next) {
      next += step;
      most = Math.max(most, used());
    }
  }

  /// The most that was held on to, beyond what was before.
  double growthMib() {
    return (most - before) / (double) (1 << 20);
  }
}
