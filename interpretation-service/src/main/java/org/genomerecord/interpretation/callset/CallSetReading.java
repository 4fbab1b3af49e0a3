package org.genomerecord.interpretation.callset;

/// What came of reading a call set.
public sealed interface CallSetReading {

  /// The sample's calls at the loci asked for.
  record Read(LocusCalls calls) implements CallSetReading {}

  /// This release does not interpret the call set.
  ///
  /// @param code stable and machine-readable, such as `assembly-not-interpreted`
  /// @param detail one sentence for a person, without patient data
  record NotInterpreted(String code, String detail) implements CallSetReading {}
}
