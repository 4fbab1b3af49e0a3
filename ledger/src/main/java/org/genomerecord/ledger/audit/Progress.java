package org.genomerecord.ledger.audit;

/// Hears how far a verification has come.
@FunctionalInterface
public interface Progress {
  /// Nobody listens.
  Progress NONE = (_, _, _) -> {};

  /// @param pass such as `consent.events` or `reconciliation`, one after another
  /// @param done never less than before in the same pass
  /// @param all how many there are to do in it, at least one
  void reached(String pass, long done, long all);
}
