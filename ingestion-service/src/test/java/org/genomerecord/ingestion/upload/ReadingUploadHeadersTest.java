package org.genomerecord.ingestion.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.partial.UploadRefusal;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingUploadHeadersTest {
  private static void assertRefused(Kind kind, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            UploadRefusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "1.0", "1.0.1", "0.2.2", "1.0.0, 1.0.0"})
  void anotherVersionIsRefused(String version) {
    assertRefused(Kind.VERSION, () -> UploadHeaders.requireVersion(version));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "application/octet-stream", "application/offset+octet-streams"})
  void bytesOfAnotherMediaTypeAreRefused(String mediaType) {
    assertRefused(Kind.MEDIA_TYPE, () -> UploadHeaders.requireMediaType(mediaType));
  }

  @Test
  void aLengthUpToTheBoundIsTaken() {
    assertThat(UploadHeaders.length("1", null, 10)).isEqualTo(1);
    assertThat(UploadHeaders.length("10", null, 10)).isEqualTo(10);
    assertRefused(Kind.TOO_LARGE, () -> UploadHeaders.length("11", null, 10));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "-1", "+1", "1.0", "0", "0x1", "١", "9999999999999999999"})
  void whatIsNoLengthIsRefused(String length) {
    assertThatThrownBy(() -> UploadHeaders.length(length, null, Long.MAX_VALUE))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aLengthThatIsToFollowIsRefused() {
    assertThatThrownBy(() -> UploadHeaders.length(null, "1", 10))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("upload-defer-length"));
  }

  @Test
  void anExpiryIsWrittenAsHttpWritesDates() {
    assertThat(UploadHeaders.httpDate(Instant.parse("2026-02-01T03:04:05.678Z")))
        .isEqualTo("Sun, 01 Feb 2026 03:04:05 GMT");
  }
}
