package org.genomerecord.ingestion.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class WaitingBetweenAttemptsTest {
  private static final Backoff BACKOFF = new Backoff(5_000, 3_600_000, 16);

  @Example
  void thePauseDoublesUpToItsBound() {
    assertThat(BACKOFF.pauseMillis(1, 0)).isEqualTo(2_500);
    assertThat(BACKOFF.pauseMillis(2, 0)).isEqualTo(5_000);
    assertThat(BACKOFF.pauseMillis(3, 0)).isEqualTo(10_000);
    assertThat(BACKOFF.pauseMillis(20, 0)).isEqualTo(1_800_000);
  }

  @Example
  void theLastAttemptIsTheLast() {
    assertThat(BACKOFF.isLast(15)).isFalse();
    assertThat(BACKOFF.isLast(16)).isTrue();
  }

  @Property
  void chanceMovesItBetweenHalfAndAll(
      @ForAll @IntRange(min = 1, max = 1_000) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
    long pause = BACKOFF.pauseMillis(attempts, chance);
    long least = BACKOFF.pauseMillis(attempts, 0);

    assertThat(pause).isBetween(least, 2 * least);
    assertThat(pause).isBetween(2_500L, 3_600_000L);
  }
}
