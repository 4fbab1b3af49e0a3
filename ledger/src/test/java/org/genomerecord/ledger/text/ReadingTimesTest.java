package org.genomerecord.ledger.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTimesTest {
  /// Years 0 to 9999, and beyond on both sides.
  @Property
  void eachTimeIsReadAsItIsPrinted(
      @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long seconds,
      @ForAll @LongRange(min = 0, max = 999_999) long micros) {
    var time = Instant.ofEpochSecond(seconds).plus(micros, ChronoUnit.MICROS);

    assertThat(Timestamp.parse(time.toString())).isEqualTo(time);
    assertThat(Timestamp.parse(time.truncatedTo(ChronoUnit.MILLIS).toString()))
        .isEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
    assertThat(Timestamp.parse(Instant.ofEpochSecond(seconds).toString()))
        .isEqualTo(Instant.ofEpochSecond(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-30T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01t00:00:00z",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00.500000Z",
        "2026-01-01T00:00:00.5Z",
        "2026-01-01T00:00:00.000000Z",
        "2026-01-01T00:00:00,500Z",
        "+026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.50aZ",
        "２026-01-01T00:00:00Z"
      })
  void otherSpellingsAreRefused(String text) {
    assertThatThrownBy(() -> Timestamp.parse(text)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29T23:59:59.999999Z", "0999-12-31T00:00:00Z"})
  void whatIsRareIsReadAsWell(String text) {
    assertThat(Timestamp.parse(text)).isEqualTo(Instant.parse(text));
  }
}
