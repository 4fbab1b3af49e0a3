package org.genomerecord.record.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.TestLog.answer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasuringAppendsIT {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", null),
          null,
          Instant.parse("2026-01-01T12:00:00Z"),
          "request-1",
          null,
          null);

  private final TestLog log = TestLog.create();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AppendSequencer sequencer =
      new RecordBeans().sequencer(log.pool(), metrics, 256, 10_000);

  @BeforeEach
  void start() {
    Awaiting.result(sequencer.start());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private CompletableFuture<Long> append(Criterion... unless) {
    var event =
        new Envelope(Recording.newEventId(), "test.A", "1", ATTRIBUTION, List.of("a:b"), "{}");
    return sequencer.append(new Append(List.of(event), List.of(unless), -1));
  }

  private double queued() {
    return metrics.get("record.append.queued").gauge().value();
  }

  private DistributionSummary batch() {
    return metrics.get("record.append.batch").summary();
  }

  private Timer duration() {
    return metrics.get("record.append.duration").timer();
  }

  /// A batch is measured after its requests have their verdicts, or a moment before.
  private void awaitBatches(long batches) {
    new Signal().awaitUntil(() -> batch().count() == batches, 10, 20_000);
  }

  @Test
  void theQueueIsSeenWhileAppendsWaitAndEachBatchIsCountedOnce() {
    var verdicts = new ArrayList<CompletableFuture<Long>>();
    assertThat(queued()).isZero();
    long heldNanos;
    try (var _ = log.holdHead()) {
      verdicts.add(append());
      long since = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        verdicts.add(append());
      }

      assertThat(queued()).isEqualTo(10);
      assertThat(batch().count()).isZero();
      assertThat(duration().count()).isZero();
      heldNanos = System.nanoTime() - since;
    }
    verdicts.forEach(TestLog::answer);
    awaitBatches(2);

    assertThat(queued()).isZero();
    assertThat(batch().totalAmount()).isEqualTo(11);
    assertThat(batch().max()).isEqualTo(10);
    assertThat(duration().count()).isEqualTo(2);
    assertThat(duration().max(TimeUnit.NANOSECONDS))
        .as("the first batch was under way while the head was held")
        .isGreaterThanOrEqualTo((double) heldNanos);
  }

  @Test
  void whatIsRefusedIsCountedToo() {
    answer(append());
    var refused = append(new Criterion(Set.of("a:b"), Set.of()));

    assertThatThrownBy(() -> answer(refused)).hasCauseInstanceOf(AppendConflict.class);
    awaitBatches(2);

    assertThat(batch().totalAmount()).isEqualTo(2);
    assertThat(duration().count()).isEqualTo(2);
  }
}
