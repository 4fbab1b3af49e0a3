package org.genomerecord.interpretation.guidance;

/// What a recommendation asks of the prescriber.
public enum Action {
  STANDARD,
  REDUCE,
  INCREASE,
  ALTERNATIVE,
  AVOID,
  MONITOR,
  /// The guideline gives no advice.
  NONE
}
