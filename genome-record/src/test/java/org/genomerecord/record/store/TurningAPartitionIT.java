package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.tagged;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.genomerecord.record.relay.Awaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurningAPartitionIT {
  private static final int EVENTS = 250;

  private final TestLog log = TestLog.create().partitionedBy(40);
  private final AppendSequencer sequencer = log.sequencer(8, 10_000);

  @AfterEach
  void close() {
    log.close();
  }

  private List<CompletableFuture<Long>> appendAll(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            n -> sequencer.append(append(event("test.A", n % 3 == 0 ? "patient:p" : "patient:q"))))
        .toList();
  }

  private List<Long> ends() {
    return log.rows("SELECT end_position FROM log_partition ORDER BY first_position").stream()
        .map(row -> row.getLong("end_position"))
        .toList();
  }

  @Test
  void theNextPartitionIsMadeBeforeItIsNeededAndPositionsStayGapless() {
    appendAll(0, EVENTS).forEach(TestLog::answer);

    assertThat(log.events())
        .extracting(StoredEvent::position)
        .containsExactlyElementsOf(LongStream.range(0, EVENTS).boxed().toList());
    assertThat(log.rows("SELECT tableoid FROM event GROUP BY tableoid"))
        .as("partitions that hold events")
        .hasSize(7);
    assertThat(ends()).contains(280L).isSorted();
    assertThat(log.rows("SELECT tableoid FROM event GROUP BY tableoid HAVING count(*) > 40"))
        .isEmpty();
  }

  @Test
  void aReaderWithATagFindsItsEventsInAllPartitions() {
    appendAll(0, EVENTS).forEach(TestLog::answer);

    var found = Awaiting.result(log.reader().matching(List.of(tagged("patient:p")), 0));

    assertThat(found.events())
        .extracting(StoredEvent::position)
        .containsExactlyElementsOf(
            LongStream.range(0, EVENTS).filter(n -> n % 3 == 0).boxed().toList());
  }

  @Test
  void anotherSizeHoldsForThePartitionsMadeFromThenOn() {
    appendAll(0, 60).forEach(TestLog::answer);
    log.rows("SELECT * FROM extend_log()");
    var before = ends();
    log.rows("UPDATE log_head SET partition_positions = 100");

    appendAll(60, EVENTS).forEach(TestLog::answer);

    assertThat(ends()).containsAll(before).contains(before.getLast() + 100);
    assertThat(log.events()).hasSize(EVENTS);
  }

  @Test
  void aPartitionByItselfCannotBeChangedEither() {
    appendAll(0, 60).forEach(TestLog::answer);

    assertThatThrownBy(() -> log.rows("DELETE FROM event_from_0"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> log.rows("TRUNCATE event_from_40"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> log.rows("UPDATE event_tag_3 SET tag = 'patient:r'"))
        .hasMessageContaining("append-only");
  }

  /// A control: without a partition to go to, an append is refused and nothing is lost of the rest.
  @Test
  void withoutANextPartitionAnAppendIsRefused() {
    answer(sequencer.append(append(event("test.First"))));
    log.rows("ALTER TABLE log_partition RENAME TO log_partition_lost");

    var verdicts = appendAll(0, EVENTS);

    verdicts.subList(0, 30).forEach(TestLog::answer);
    assertThatThrownBy(() -> answer(verdicts.getLast())).hasCauseInstanceOf(StoreUnavailable.class);
    assertThat(log.events()).hasSizeBetween(40, 80);
  }
}
