package org.genomerecord.interpretation.guidance;

/// How strongly CPIC makes a recommendation.
public enum Strength {
  STRONG,
  MODERATE,
  OPTIONAL,
  /// There is no recommendation.
  NONE
}
