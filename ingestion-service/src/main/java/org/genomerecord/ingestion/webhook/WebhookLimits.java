package org.genomerecord.ingestion.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The bounds of telling laboratories.
@ConfigMapping(prefix = "ingestion.webhook")
interface WebhookLimits {
  /// Whether receivers may be on this machine or in a private network, and speak plain http.
  @WithDefault("false")
  boolean privateAddresses();

  /// Of one attempt, and as long again for its answer to be written down.
  @WithDefault("10000")
  long timeoutMillis();

  /// After the first attempt that failed; doubled after each other one.
  @WithDefault("5000")
  long firstPauseMillis();

  @WithDefault("3600000")
  long pauseMillisMax();

  /// After so many a delivery is dead. With the others about seven hours.
  @WithDefault("16")
  int attemptsMax();

  /// Laboratories that are told at the same time, each one thing after the other.
  @WithDefault("32")
  int sendersMax();

  /// How often it is looked for what is to be told.
  @WithDefault("500")
  long pollMillis();

  /// How long it is kept what was told.
  @WithDefault("30")
  int retentionDays();

  default Backoff backoff() {
    return new Backoff(firstPauseMillis(), pauseMillisMax(), attemptsMax());
  }
}
