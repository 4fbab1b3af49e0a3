package org.genomerecord.record.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Bounds of what consumers do with events of other logs: `genome.record.inbox.…`.
@ConfigMapping(prefix = "genome.record.inbox")
public interface InboxBounds {
  /// How often an effect that fails is tried before its event is parked, at least 1.
  @WithDefault("5")
  int attemptsMax();

  /// Pause between two attempts, in milliseconds; also while something is away.
  @WithDefault("1000")
  long pauseMillis();

  /// Events parked at most; at the next the consumer stands still instead.
  @WithDefault("10000")
  long parkedMax();
}
