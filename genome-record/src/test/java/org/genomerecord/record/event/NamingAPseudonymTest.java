package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingAPseudonymTest {
  @Test
  void whatTheSuiteGivesIsOne() {
    assertThat(Pseudonym.named("7c9e6679m4xq2v8rk0t3w5yzab"))
        .contains(new Pseudonym("7c9e6679m4xq2v8rk0t3w5yzab"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MRN-7", "Synthia", "7c9e6679m4xq2v8rk0t3w5yza", "7c9e6679-m4xq-2v8r-k0t3-w5"})
  void aRecordNumberIsNone(String text) {
    assertThat(Pseudonym.named(text)).isEmpty();
  }
}
