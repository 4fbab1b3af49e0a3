package org.genomerecord.ingestion.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;

class CountingAQuotaTest {
  private static final LaboratoryId NORTH = new LaboratoryId("north-lab");
  private static final LaboratoryId SOUTH = new LaboratoryId("south-lab");
  private static final Quota QUOTA = new Quota(3, 1_000);

  private final ManualTime time = new ManualTime();
  private final Quotas quotas = new Quotas(time);

  /// Goes on when told.
  private static final class ManualTime implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void passes(Duration duration) {
      nanos += duration.toNanos();
    }
  }

  private Quotas.Taken takes(LaboratoryId laboratory, long bytes) {
    return quotas.take(laboratory, QUOTA, bytes);
  }

  @Example
  void beyondTheSubmissionsOfAMinuteIsTold() {
    for (int i = 0; i < 3; i++) {
      assertThat(takes(NORTH, 10).exceeded()).isNull();
    }

    var fourth = takes(NORTH, 10);

    assertThat(fourth.exceeded()).isEqualTo("submissions");
    assertThat(fourth.retrySeconds()).isEqualTo(20);
    assertThat(fourth.left().policy())
        .isEqualTo("\"submissions\";q=3;w=60, \"bytes\";q=1000;w=86400;qu=\"content-bytes\"");
    assertThat(fourth.left().left()).startsWith("\"submissions\";r=0;t=60, \"bytes\";r=");
    assertThat(takes(SOUTH, 10).exceeded()).isNull();
  }

  @Example
  void afterThatTimeThereIsRoomAgain() {
    for (int i = 0; i < 4; i++) {
      takes(NORTH, 10);
    }

    time.passes(Duration.ofSeconds(20));

    assertThat(takes(NORTH, 10).exceeded()).isNull();
    assertThat(takes(NORTH, 10).exceeded()).isEqualTo("submissions");
  }

  @Example
  void beyondTheBytesOfADayIsToldAndCountsNoSubmission() {
    takes(NORTH, 900);

    var second = takes(NORTH, 101);

    assertThat(second.exceeded()).isEqualTo("bytes");
    assertThat(second.retrySeconds()).isEqualTo(87);
    assertThat(takes(NORTH, 100).left().submissions().remaining()).isEqualTo(1);
  }

  @Example
  void whatIsRefusedForTooManyTakesNoBytes() {
    for (int i = 0; i < 3; i++) {
      takes(NORTH, 100);
    }

    takes(NORTH, 700);

    time.passes(Duration.ofSeconds(20));
    assertThat(takes(NORTH, 700).exceeded()).isNull();
  }

  @Example
  void whatWasNotAnnouncedIsOwed() throws IOException {
    takes(NORTH, 0);
    var admitted = new Admitted(NORTH, LaboratoryTerms.STANDARD, quotas, 0);

    try (var body = admitted.counted(new ByteArrayInputStream(new byte[2_000]))) {
      assertThat(body.readAllBytes()).hasSize(2_000);
    }

    assertThat(takes(NORTH, 1).exceeded()).isEqualTo("bytes");
    time.passes(Duration.ofDays(1));
    assertThat(takes(NORTH, 1).exceeded()).isEqualTo("bytes");
    time.passes(Duration.ofHours(2));
    assertThat(takes(NORTH, 1).exceeded()).isNull();
  }

  @Example
  void whatBringsAnUploadNoFurtherIsOwed() {
    takes(NORTH, 500);
    var admitted = new Admitted(NORTH, LaboratoryTerms.STANDARD, quotas, 0);

    admitted.oweOfUpload(500, 500);
    assertThat(takes(NORTH, 400).exceeded()).isNull();
    admitted.oweOfUpload(300, 100);

    assertThat(takes(NORTH, 1).exceeded()).isEqualTo("bytes");
  }

  @Example
  void whatWasAnnouncedIsCountedOnce() throws IOException {
    takes(NORTH, 900);
    var admitted = new Admitted(NORTH, LaboratoryTerms.STANDARD, quotas, 900);

    try (var body = admitted.counted(new ByteArrayInputStream(new byte[900]))) {
      body.readAllBytes();
    }

    assertThat(takes(NORTH, 100).exceeded()).isNull();
  }

  @Example
  void aQuotaThatIsRaisedHoldsFromTheNextSubmissionOn() {
    for (int i = 0; i < 3; i++) {
      takes(NORTH, 1);
    }
    time.passes(Duration.ofSeconds(20));

    var raised = quotas.take(NORTH, new Quota(300, 1_000), 1);

    assertThat(raised.exceeded()).isNull();
    assertThat(raised.left().submissions().remaining()).isEqualTo(99);
  }

  @Example
  void theTermsOfALaboratoryGoBeforeWhatHoldsForAll() {
    assertThat(Quota.of(LaboratoryTerms.STANDARD, QUOTA)).isEqualTo(QUOTA);
    assertThat(Quota.of(new LaboratoryTerms(List.of(), 7, null, false), QUOTA))
        .isEqualTo(new Quota(7, 1_000));
  }

  @Property
  void noMoreIsTakenThanTheQuotaAndWhatTimeAddsToIt(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 30) Integer> pausesSeconds) {
    var clock = new ManualTime();
    var counted = new Quotas(clock);
    int taken = 0;
    long seconds = 0;
    for (int pause : pausesSeconds) {
      clock.passes(Duration.ofSeconds(pause));
      seconds += pause;
      if (counted.take(NORTH, QUOTA, 1).exceeded() == null) {
        taken++;
      }
    }

    assertThat(taken).isLessThanOrEqualTo((int) (3 + 3 * seconds / 60));
    assertThat(taken).isGreaterThanOrEqualTo(Math.min(3, pausesSeconds.size()));
  }
}
