package org.genomerecord.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingARequestTest {
  private static final UUID FRESH = new UUID(1, 2);

  @Test
  void aCallersOwnIdIsKept() {
    assertThat(of(List.of("lab-7_2026.001")).text()).isEqualTo("lab-7_2026.001");
    assertThat(of(List.of("a".repeat(64))).text()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "a\"b", "ä", "a/b"})
  void anIdThatCouldBreakALogLineIsReplaced(String sent) {
    assertThat(of(List.of(sent)).text()).isEqualTo(FRESH.toString());
  }

  @Test
  void tooLongNoneAndTwoAreReplaced() {
    assertThat(of(List.of("a".repeat(65))).text()).isEqualTo(FRESH.toString());
    assertThat(of(List.of()).text()).isEqualTo(FRESH.toString());
    assertThat(of(List.of("a", "b")).text()).isEqualTo(FRESH.toString());
  }

  private static RequestId of(List<String> sent) {
    return RequestId.of(sent, () -> FRESH);
  }
}
