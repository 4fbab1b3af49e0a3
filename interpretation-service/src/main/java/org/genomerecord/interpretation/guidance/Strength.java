package org.genomerecord.interpretation.guidance;

/// How strongly a recommendation is made, as CPIC grades it.
public enum Strength {
  STRONG,
  MODERATE,
  OPTIONAL,
  /// The source grades otherwise, or not.
  UNGRADED,
  /// There is no recommendation.
  NONE
}
