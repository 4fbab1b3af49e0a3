package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.appendUnless;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.onlyOne;
import static org.genomerecord.record.store.Entries.tagged;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendingInBatchesIT {
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();

  @AfterEach
  void close() {
    log.close();
  }

  /// All requests but the first, which is position 0, in one batch.
  private List<CompletableFuture<Long>> inOneBatch(Append... requests) {
    return inOneBatch(sequencer, requests);
  }

  private List<CompletableFuture<Long>> inOneBatch(AppendSequencer sequencer, Append... requests) {
    List<CompletableFuture<Long>> verdicts;
    try (var _ = log.holdHead()) {
      var first = sequencer.append(append(event("test.First")));
      verdicts = Stream.of(requests).map(sequencer::append).toList();
      assertThat(first).isNotDone();
      assertThat(sequencer.queued()).isEqualTo(requests.length);
    }
    return verdicts;
  }

  private static void refused(CompletableFuture<Long> verdict, String code) {
    assertThatThrownBy(() -> answer(verdict))
        .cause()
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void aBatchIsOneTransaction() {
    inOneBatch(append(event("test.A")), append(event("test.B")), append(event("test.C")))
        .forEach(TestLog::answer);

    assertThat(log.rows("SELECT DISTINCT xmin::text FROM event WHERE position > 0")).hasSize(1);
  }

  @Test
  void aRefusedRequestDoesNotSpoilItsBatch() {
    var verdicts =
        inOneBatch(
            append(event("test.A")),
            appendUnless(-1, List.of(Entries.typed("test.First")), event("test.B")),
            append(event("test.C")));

    assertThat(answer(verdicts.get(0))).isEqualTo(1);
    refused(verdicts.get(1), "append-conflict");
    assertThat(answer(verdicts.get(2))).isEqualTo(2);
  }

  @Test
  void ofTwoRequestsOfABatchThatExcludeEachOtherTheFirstWins() {
    var verdicts = inOneBatch(onlyOne("marker:1"), onlyOne("marker:1"), onlyOne("marker:2"));

    assertThat(answer(verdicts.get(0))).isEqualTo(1);
    refused(verdicts.get(1), "append-conflict");
    assertThat(answer(verdicts.get(2))).isEqualTo(2);
  }

  @Test
  void aRefusedRequestExcludesNobody() {
    var verdicts =
        inOneBatch(
            appendUnless(
                -1, List.of(Entries.typed("test.First")), event("test.Marked", "marker:1")),
            onlyOne("marker:1"));

    refused(verdicts.get(0), "append-conflict");
    assertThat(answer(verdicts.get(1))).isEqualTo(1);
  }

  @Test
  void aRequestThatTheDatabaseRefusesDoesNotSpoilItsBatch() {
    var verdicts =
        inOneBatch(onlyOne("marker:1"), append(event("test.Odd\0")), onlyOne("marker:1"));

    assertThat(answer(verdicts.get(0))).isEqualTo(1);
    refused(verdicts.get(1), "append-failed");
    refused(verdicts.get(2), "append-conflict");
    assertThat(log.events()).hasSize(2);
  }

  /// Its condition is spoiled by the request before it, and it stands in the log all the same.
  @Test
  void aRequestSentAgainIsNotRefusedForWhatItsBatchBrings() {
    var again = appendUnless(-1, List.of(tagged("marker:1")), event("test.Again"));
    answer(sequencer.append(again));

    var verdicts = inOneBatch(onlyOne("marker:1"), again);

    assertThat(answer(verdicts.get(0))).isEqualTo(2);
    assertThat(answer(verdicts.get(1))).isZero();
  }

  @Test
  void oneIdForTwoEventsOfARequestIsRefusedAlone() {
    var twice = event("test.Twice");

    var verdicts = inOneBatch(append(twice, twice), append(event("test.A")));

    refused(verdicts.get(0), "append-failed");
    assertThat(answer(verdicts.get(1))).isEqualTo(1);
    assertThat(log.events()).extracting(StoredEvent::position).containsExactly(0L, 1L);
  }

  @Test
  void anIdUsedBeforeAcknowledgesNothingNewWhenItsBatchFails() {
    var used = event("test.Used");
    answer(sequencer.append(append(used)));

    var verdicts = inOneBatch(append(event("test.Odd\0")), append(event("test.New"), used));

    refused(verdicts.get(1), "append-conflict");
    assertThat(log.events()).hasSize(2);
  }

  @Test
  void aBatchIsBounded() {
    var small = log.sequencer(2, 100);
    List<CompletableFuture<Long>> verdicts;
    try (var _ = log.holdHead()) {
      verdicts = Stream.generate(() -> small.append(append(event("test.A")))).limit(7).toList();
    }
    verdicts.forEach(TestLog::answer);

    assertThat(log.rows("SELECT 1 FROM event GROUP BY xmin::text HAVING count(*) > 2")).isEmpty();
    assertThat(log.events()).hasSize(7);
  }

  @Test
  void aRequestBeyondTheQueueIsRefusedAndTheOthersAreNot() {
    var small = log.sequencer(256, 2);
    List<CompletableFuture<Long>> verdicts;
    try (var _ = log.holdHead()) {
      verdicts = Stream.generate(() -> small.append(append(event("test.A")))).limit(4).toList();
      refused(verdicts.get(3), "append-queue-full");
    }
    verdicts.subList(0, 3).forEach(TestLog::answer);

    assertThat(answer(small.append(append(event("test.A"))))).isEqualTo(3);
  }
}
