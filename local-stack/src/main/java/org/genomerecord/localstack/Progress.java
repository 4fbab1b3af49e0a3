package org.genomerecord.localstack;

import java.time.Duration;

/// Hears of each component as the stack starts and stops.
@FunctionalInterface
public interface Progress {
  /// Says nothing to anybody.
  Progress SILENT = (_, _, _) -> {};

  /// What became of a component.
  enum Outcome {
    STARTED,
    RESTARTED,
    ALREADY_RUNNING,
    STOPPED,
    KILLED,
    NOT_RUNNING,
    FAILED
  }

  /// May be called from several threads at once.
  ///
  /// @param elapsed how long it took
  void heard(String component, Outcome outcome, Duration elapsed);
}
