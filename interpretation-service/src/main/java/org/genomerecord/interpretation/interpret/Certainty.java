package org.genomerecord.interpretation.interpret;

/// How far a finding can be relied on.
public enum Certainty {
  /// Every defining position was called, and one pair of alleles explains the calls best.
  DEFINITE,
  /// Every defining position was called, and several pairs explain the calls equally well.
  AMBIGUOUS,
  /// Some defining positions were not called: what is named is the best explanation of the rest.
  PROVISIONAL,
  /// The laboratory called the gene itself; what it saw is not known here.
  REPORTED,
  /// No pair of named alleles explains the calls, or nothing was called.
  NOT_CALLED
}
