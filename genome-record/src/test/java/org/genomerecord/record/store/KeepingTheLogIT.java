package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.TestLog.answer;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingTheLogIT {
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET payload = '{}'",
        "UPDATE event SET position = position WHERE false",
        "DELETE FROM event",
        "TRUNCATE event CASCADE",
        "UPDATE event_tag SET tag = 'patient:q'",
        "DELETE FROM event_tag",
        "TRUNCATE event_tag"
      })
  void whatIsInTheLogCannotBeChanged(String change) {
    answer(sequencer.append(append(event("test.A", "patient:p"))));
    var before = log.events();

    assertThatThrownBy(() -> log.rows(change)).hasMessageContaining("append-only");
    assertThat(log.events()).isEqualTo(before);
  }

  @Test
  void anEventIsReadAsItWasWritten() {
    var everything =
        new Envelope(
            Recording.newEventId(),
            "test.A",
            "2",
            new Attribution(
                new Actor("dr-grüß", "clinician", "north-hospital"),
                "TREAT",
                Instant.parse("2026-01-01T12:00:00.123456789Z"),
                "request-1",
                "cause-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            List.of("patient:p", "consent:c", "patient:p"),
            "{\"text\":\"ä€𝔤\"}");
    var least =
        new Envelope(
            Recording.newEventId(),
            "test.B",
            "1",
            new Attribution(
                new Actor("relay", "service", null),
                null,
                Instant.parse("1970-01-01T00:00:00Z"),
                "request-2",
                null,
                null),
            List.of(),
            "{}");

    answer(sequencer.append(append(everything, least)));

    assertThat(log.events())
        .containsExactly(new StoredEvent(0, everything), new StoredEvent(1, least));
  }

  @Test
  void theStoredLeafHashIsThatOfTheEventAsRead() {
    var precise =
        new Envelope(
            Recording.newEventId(),
            "test.A",
            "1",
            new Attribution(
                new Actor("dr-grey", "clinician", null),
                null,
                Instant.parse("2026-01-01T12:00:00.000000999Z"),
                "request-1",
                null,
                null),
            List.of("b:2", "a:1"),
            "{}");
    answer(sequencer.append(append(precise, event("test.B"))));

    var hashes =
        log.rows("SELECT leaf_hash FROM event ORDER BY position").stream()
            .map(row -> row.getBuffer("leaf_hash").getBytes())
            .toList();

    var events = log.events();
    for (int i = 0; i < events.size(); i++) {
      assertThat(hashes.get(i)).isEqualTo(events.get(i).envelope().leafHash());
    }
    assertThat(events.getFirst().envelope().leafHash()).isEqualTo(precise.leafHash());
  }

  @Test
  void anEventIsFoundByItsId() {
    var appended = event("test.A");
    answer(sequencer.append(append(event("test.First"), appended)));

    assertThat(Awaiting.result(log.reader().positionOf(appended.id()))).isEqualTo(1);
    assertThatThrownBy(() -> Awaiting.result(log.reader().positionOf(Recording.newEventId())))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(Awaiting.result(log.reader().head())).isEqualTo(1);
  }

  @Test
  void theLastEventWithATagIsToldUpToAPosition() {
    answer(
        sequencer.append(append(event("test.A", "patient:p-1"), event("test.B", "patient:p-2"))));
    answer(sequencer.append(append(event("test.C", "patient:p-1"), event("test.D"))));
    var log = this.log.reader();

    assertThat(Awaiting.result(log.lastWith("patient:p-1", 3))).isEqualTo(2);
    assertThat(Awaiting.result(log.lastWith("patient:p-1", 1))).isZero();
    assertThat(Awaiting.result(log.lastWith("patient:p-3", 3))).isEqualTo(-1);
  }
}
