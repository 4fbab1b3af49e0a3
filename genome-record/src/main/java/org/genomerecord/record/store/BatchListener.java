package org.genomerecord.record.store;

/// Hears of every batch that was settled.
@FunctionalInterface
public interface BatchListener {
  /// @param requests in the batch, whatever their verdicts
  /// @param nanos from the begin of its transaction until each request had its verdict
  void settled(int requests, long nanos);
}
