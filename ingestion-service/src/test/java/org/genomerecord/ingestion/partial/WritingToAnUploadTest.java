package org.genomerecord.ingestion.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.api.Test;

class WritingToAnUploadTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Upload AT_FORTY =
      new Upload(
              UUID.fromString("00000000-0000-4000-8000-000000000001"),
              "north-lab",
              new Pseudonym("PATIENT0000000000000000001"),
              new AccessionId("accession-1"),
              "TREAT",
              DataClass.PHARMACOGENOMIC,
              100,
              0,
              Upload.State.OPEN,
              LATER,
              null)
          .at(40, LATER);

  private static void assertRefused(Kind kind, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            UploadRefusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @Test
  void bytesThatFollowAreTaken() {
    assertThatCode(() -> AT_FORTY.requireWritable(40, OptionalLong.of(60), NOW))
        .doesNotThrowAnyException();
    assertThatCode(() -> AT_FORTY.requireWritable(40, OptionalLong.empty(), NOW))
        .doesNotThrowAnyException();
  }

  @Test
  void bytesThatOverlapOrLeaveAGapAreNot() {
    assertRefused(Kind.OFFSET, () -> AT_FORTY.requireWritable(39, OptionalLong.of(1), NOW));
    assertRefused(Kind.OFFSET, () -> AT_FORTY.requireWritable(41, OptionalLong.of(1), NOW));
  }

  @Test
  void moreBytesThanAreMissingAreNot() {
    assertRefused(Kind.TOO_LONG, () -> AT_FORTY.requireWritable(40, OptionalLong.of(61), NOW));
  }

  @Test
  void fromTheMomentThatItExpiresNothingIsTakenOrTold() {
    assertRefused(Kind.EXPIRED, () -> AT_FORTY.requireWritable(40, OptionalLong.of(1), LATER));
    assertRefused(Kind.EXPIRED, () -> AT_FORTY.requireUnexpired(LATER));
    assertThatCode(() -> AT_FORTY.requireUnexpired(LATER.minusNanos(1))).doesNotThrowAnyException();
  }

  @Test
  void aCompletedOneHasRoomForNothing() {
    var completed = AT_FORTY.completed(LATER);

    assertThat(completed.offsetBytes()).isEqualTo(100);
    assertRefused(Kind.TOO_LONG, () -> completed.requireWritable(100, OptionalLong.of(1), NOW));
    assertThatCode(() -> completed.requireWritable(100, OptionalLong.of(0), NOW))
        .doesNotThrowAnyException();
  }

  @Test
  void anOffsetBeyondTheEndCannotBe() {
    assertThatThrownBy(() -> AT_FORTY.at(101, LATER)).isInstanceOf(IllegalArgumentException.class);
  }
}
