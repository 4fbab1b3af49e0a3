package org.genomerecord.ingestion.quarantine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The bounds of the quarantine, each in configuration with its unit.
@ConfigMapping(prefix = "ingestion.quarantine")
public interface QuarantineLimits {
  /// Files of one laboratory that wait at the same time; 0: there is no quarantine.
  @WithDefault("0")
  int filesMax();

  /// Sealed bytes of one laboratory that wait at the same time.
  @WithDefault("10737418240")
  long bytesMax();

  /// How long a file waits.
  @WithDefault("30")
  int expiryDays();

  /// How often it is looked for what has expired, and for what is over and still there.
  @WithDefault("60000")
  long sweepMillis();

  /// How old a file is at least that is removed because nobody knows it.
  @WithDefault("24")
  int unknownFileHours();
}
