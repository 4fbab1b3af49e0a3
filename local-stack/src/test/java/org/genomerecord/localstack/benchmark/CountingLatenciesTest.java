package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CountingLatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void aPercentileIsTheOneOfTheSortedListWithinOnePercent() {
    var nanos = new Random(1).longs(10_001, 0, 2_000_000_000).toArray();
    LongStream.of(nanos).forEach(latencies::add);
    var sorted = LongStream.of(nanos).sorted().toArray();

    for (double percent : new double[] {0.01, 1, 50, 90, 99, 99.9, 100}) {
      double exact = sorted[(int) Math.ceil(sorted.length * percent / 100) - 1] / 1e6;
      assertThat(latencies.percentileMillis(percent))
          .as("p%s", percent)
          .isCloseTo(exact, within(exact * 0.01));
    }
  }

  @Test
  void theLongestAndTheShortestHaveAPlace() {
    latencies.add(0);
    latencies.add(Long.MAX_VALUE);
    latencies.add(-5);

    assertThat(latencies.count()).isEqualTo(3);
    assertThat(latencies.percentileMillis(50)).isZero();
    assertThat(latencies.percentileMillis(100)).isEqualTo(Long.MAX_VALUE / 1e6);
  }

  @Test
  void ofNothingThereIsNoPercentile() {
    assertThat(latencies.percentileMillis(99)).isNaN();
  }
}
