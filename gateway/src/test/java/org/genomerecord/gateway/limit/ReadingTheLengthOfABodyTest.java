package org.genomerecord.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTheLengthOfABodyTest {
  @Test
  void withoutHeadersThereIsNoBody() {
    assertThat(BodyLength.of(List.of(), List.of())).isEqualTo(new BodyLength.Known(0));
  }

  @Test
  void oneContentLengthIsTheLength() {
    assertThat(BodyLength.of(List.of("1073741824"), List.of()))
        .isEqualTo(new BodyLength.Known(1_073_741_824L));
  }

  @Test
  void aChunkedBodyIsCountedOnTheWay() {
    assertThat(BodyLength.of(List.of(), List.of("chunked"))).isEqualTo(new BodyLength.Chunked());
  }

  @Test
  void twoAnnouncementsAreUnclearEvenIfTheyAgree() {
    assertThat(BodyLength.of(List.of("5"), List.of("chunked"))).isEqualTo(new BodyLength.Unclear());
    assertThat(BodyLength.of(List.of("5", "5"), List.of())).isEqualTo(new BodyLength.Unclear());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+5", "0x10", "5, 5", "9999999999999999999", "٣"})
  void aLengthThatIsNotPlainDigitsIsUnclear(String length) {
    assertThat(BodyLength.of(List.of(length), List.of())).isEqualTo(new BodyLength.Unclear());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, chunked", "Chunked", "identity", "chunked, chunked"})
  void anotherTransferEncodingIsUnclear(String encoding) {
    assertThat(BodyLength.of(List.of(), List.of(encoding))).isEqualTo(new BodyLength.Unclear());
  }
}
