package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.genomerecord.localstack.benchmark.ReinterpretBenchmark.Tally;
import org.junit.jupiter.api.Test;

class CountingAmendmentsTest {
  @Test
  void eachOnceIsWhatItHasToBe() {
    assertThat(Tally.of(List.of("a", "b", "c"), 3)).isEqualTo(new Tally(3, 0, 0, 0));
  }

  @Test
  void oneTwiceInThePlaceOfAnotherIsRepeatedAndMissing() {
    assertThat(Tally.of(List.of("a", "b", "b"), 3)).isEqualTo(new Tally(3, 1, 1, 0));
  }

  @Test
  void oneTooManyIsUnexpected() {
    assertThat(Tally.of(List.of("a", "b"), 1)).isEqualTo(new Tally(2, 0, 0, 1));
  }
}
