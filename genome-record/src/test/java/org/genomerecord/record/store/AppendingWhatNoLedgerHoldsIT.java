package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendingWhatNoLedgerHoldsIT {
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();

  @AfterEach
  void close() {
    log.close();
  }

  private static Envelope event(String payload) {
    return new Envelope(
        UUID.fromString("0197e4c0-0000-7000-8000-000000000001"),
        "test.Large",
        "1",
        new Attribution(
            new Actor("x", "lab", null),
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            "r",
            null,
            null),
        List.of(),
        payload);
  }

  private static Envelope eventOf(int bytes) {
    int around = event("").canonical().length;
    return event("x".repeat(bytes - around));
  }

  private void append(Envelope... events) {
    TestLog.answer(sequencer.append(Entries.append(events)));
  }

  private static String refusalOf(Throwable failure) {
    var refusal = (Refusal) Objects.requireNonNull(failure.getCause());
    assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
    return refusal.code();
  }

  @Test
  void theLargestThatFitsIsAppended() {
    append(eventOf(CanonicalEnvelope.BYTES_MAX));

    assertThat(log.events()).hasSize(1);
  }

  @Test
  void oneByteMoreIsRefusedWithAllOfItsRequest() {
    assertThatThrownBy(
            () -> append(Entries.event("test.Small"), eventOf(CanonicalEnvelope.BYTES_MAX + 1)))
        .satisfies(failure -> assertThat(refusalOf(failure)).isEqualTo("event-too-large"));

    assertThat(log.events()).isEmpty();
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> append(event("\"\ud83d\"")))
        .satisfies(failure -> assertThat(refusalOf(failure)).isEqualTo("event-not-text"));
  }
}
