package org.genomerecord.ledger.audit;

/// Hears how far a verification has come.
@FunctionalInterface
public interface Progress {
  /// Nobody listens.
  Progress NONE = (_, _, _) -> {};

  /// @param entries that were checked of a log
  /// @param size of the log
  void reached(AuditedLog log, long entries, long size);
}
