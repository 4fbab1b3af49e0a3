package org.genomerecord.interpretation.panel;

/// How strongly CPIC makes a recommendation.
public enum Strength {
  STRONG,
  MODERATE,
  OPTIONAL,
  /// There is no recommendation.
  NONE
}
