package org.genomerecord.record.relay;

import org.jspecify.annotations.Nullable;

/// How far work has come, and how long the rest will take at the pace so far. Pure.
///
/// @param begunWith what was done when this run began
/// @param elapsedMillis of this run
record Pace(long begunWith, long done, long total, long elapsedMillis) {
  /// Seconds, rounded up; null before there is a pace.
  @Nullable Long remainingSeconds() {
    long gained = done - begunWith;
    if (gained <= 0) {
      return null;
    }
    long left = Math.max(0, total - done);
    return (long) Math.ceil(left * (double) elapsedMillis / gained / 1_000);
  }
}
