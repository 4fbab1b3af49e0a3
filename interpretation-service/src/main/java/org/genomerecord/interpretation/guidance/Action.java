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
  NONE;

  /// Whether somebody who gets the drug is to be treated otherwise than most people.
  public boolean asksForChange() {
    return this != STANDARD && this != NONE;
  }
}
