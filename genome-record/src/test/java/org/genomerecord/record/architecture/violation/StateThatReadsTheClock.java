package org.genomerecord.record.architecture.violation;

import java.time.Instant;

public record StateThatReadsTheClock(Instant since) {
  /// Impure: the command should carry the time.
  public StateThatReadsTheClock evolve() {
    return new StateThatReadsTheClock(Instant.now());
  }
}
