package org.genomerecord.interpretation.page;

import org.genomerecord.interpretation.guidance.Action;

/// In which order pages tell what is to be done.
final class Severity {
  private Severity() {}

  /// The most severe first. An exchange of the drug comes before a change of its dose.
  static int of(Action action) {
    return switch (action) {
      case AVOID -> 0;
      case ALTERNATIVE -> 1;
      case REDUCE -> 2;
      case INCREASE -> 3;
      case MONITOR -> 4;
      case STANDARD -> 5;
      case NONE -> 6;
    };
  }
}
