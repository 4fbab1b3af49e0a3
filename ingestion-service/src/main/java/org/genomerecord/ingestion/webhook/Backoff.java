package org.genomerecord.ingestion.webhook;

/// How long to wait after an attempt that failed. Pure.
///
/// @param firstMillis after the first
/// @param millisMax at most
/// @param attemptsMax after so many there is no other
record Backoff(long firstMillis, long millisMax, int attemptsMax) {
  private static final int DOUBLINGS_MAX = 40;

  boolean isLast(int attempts) {
    return attempts >= attemptsMax;
  }

  /// Twice as long after each attempt, and of that between half and all, so that those that failed
  /// together do not come back together.
  ///
  /// @param attempts made so far, at least 1
  /// @param chance from 0 to below 1
  long pauseMillis(int attempts, double chance) {
    long doubled = firstMillis << Math.min(attempts - 1, DOUBLINGS_MAX);
    long whole = doubled <= 0 ? millisMax : Math.min(millisMax, doubled);
    return whole / 2 + (long) (chance * (whole - whole / 2));
  }
}
