package org.genomerecord.interpretation.issuance;

import org.genomerecord.interpretation.interpret.Interpreted;

/// What came of interpreting an accepted call set.
public sealed interface CallSetOutcome {
  /// It was interpreted.
  record Found(Interpreted interpreted) implements CallSetOutcome {}

  /// It cannot be.
  ///
  /// @param reason stable code, such as `call-set-lost`
  record Unfit(String reason) implements CallSetOutcome {}
}
