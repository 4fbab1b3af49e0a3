package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.onlyOne;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendingAgainIT {
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void theSameRequestAnswersItsFirstPositionAndAddsNothing() {
    var request = append(event("test.A"), event("test.B"));
    long first = answer(sequencer.append(request));
    answer(sequencer.append(append(event("test.C"))));

    assertThat(answer(sequencer.append(request))).isEqualTo(first);
    assertThat(log.events()).hasSize(3);
  }

  @Test
  void itsOwnEventsDoNotViolateItsCondition() {
    var request = onlyOne("marker:1");
    answer(sequencer.append(request));

    assertThat(answer(sequencer.append(request))).isZero();
  }

  @Test
  void theSameRequestTwiceInOneBatchIsAppendedOnce() {
    var request = onlyOne("marker:1");
    Stream<Long> positions;
    try (var _ = log.holdHead()) {
      var first = sequencer.append(append(event("test.First")));
      assertThat(first).isNotDone();
      var verdicts = Stream.of(request, request).map(sequencer::append).toList();
      positions = verdicts.stream().map(TestLog::answer);
    }

    assertThat(positions).containsExactly(1L, 1L);
    assertThat(log.events()).hasSize(2);
  }

  /// One stands in the log and the other comes with a request before, in the same batch: the answer
  /// is that of one request after the other.
  @Test
  void eventsThatAreThereOrComeBeforeInTheBatchAreAnswered() {
    var there = event("test.A");
    var coming = event("test.B");
    answer(sequencer.append(append(there)));
    Stream<Long> positions;
    try (var _ = log.holdHead()) {
      assertThat(sequencer.append(append(event("test.First")))).isNotDone();
      var verdicts =
          Stream.of(append(there), append(coming), append(coming, there))
              .map(sequencer::append)
              .toList();
      positions = verdicts.stream().map(TestLog::answer);
    }

    assertThat(positions).containsExactly(0L, 2L, 0L);
    assertThat(log.events()).hasSize(3);
  }

  @Test
  void idsThatWereUsedForSomethingElseAreAConflict() {
    var used = event("test.A");
    answer(sequencer.append(append(used)));

    assertThatThrownBy(() -> answer(sequencer.append(append(used, event("test.B")))))
        .hasCauseInstanceOf(AppendConflict.class);
    assertThat(log.events()).hasSize(1);
  }

  @Test
  void anotherInstanceRecognisesTheRequestToo() {
    var request = append(event("test.A"));
    answer(sequencer.append(request));

    assertThat(answer(log.sequencer().append(request))).isZero();
  }
}
