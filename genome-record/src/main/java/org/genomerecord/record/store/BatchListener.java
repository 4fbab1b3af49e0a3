package org.genomerecord.record.store;

/// Hears of every batch that was settled.
@FunctionalInterface
public interface BatchListener {
  /// @param requests in the batch, whatever their verdicts
  /// @param nanos from when it was formed until each request was decided and, if accepted, durable:
  ///   without the wait for the batch before, and without telling the callers
  void settled(int requests, long nanos);
}
