package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.onlyOne;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LosingTheConnectionIT {
  private static final int CALLERS = 16;
  private static final int APPENDS = 100;
  private static final int ATTEMPTS_MAX = 200;
  private static final int CUT_EVERY = 150;

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger refusals = new AtomicInteger();

  @AfterEach
  void close() {
    log.close();
  }

  private void appendUntilAcknowledged(Append request) {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      try {
        long position = answer(sequencer.append(request));
        acknowledged.put(request.events().getLast().id(), position);
        if (acknowledged.size() % CUT_EVERY == 0) {
          log.cutConnections();
        }
        return;
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(StoreUnavailable.class);
        refusals.incrementAndGet();
      }
    }
    throw new AssertionError("never acknowledged");
  }

  @Test
  void whatWasAcknowledgedIsInTheLogOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var callers = new ArrayList<Future<?>>();
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.add(
            threads.submit(() -> {
              for (int i = 0; i < APPENDS; i++) {
                appendUntilAcknowledged(append(event("test.A", "n:" + i)));
              }
            }));
      }
      for (var caller : callers) {
        caller.get();
      }
    }

    var events = log.events();
    assertThat(events).hasSize(CALLERS * APPENDS);
    assertThat(events)
        .extracting(StoredEvent::position)
        .containsExactlyElementsOf(LongStream.range(0, events.size()).boxed().toList());
    assertThat(events.stream().collect(Collectors.toMap(e -> e.envelope().id(), e -> e.position())))
        .containsExactlyInAnyOrderEntriesOf(acknowledged);
  }

  /// As after a restart of PostgreSQL, when nobody else asks at that moment.
  @Test
  void aLoneAppendOverAConnectionThatWasCutIsSentAgain() {
    answer(sequencer.append(append(event("test.First"))));
    log.cutConnections();

    long position = answer(sequencer.append(append(event("test.Alone"))));

    assertThat(position).isEqualTo(1);
    assertThat(log.events()).hasSize(2);
  }

  /// The log was taken over just now, so the batch is decided under a lock and then committed.
  @Test
  void anAppendWhoseCommitIsNotAnsweredIsFoundInTheLog() {
    try (var deaf = SilentCommit.before(log)) {
      var sequencerBehind = sequencerBehind(deaf);
      deaf.swallowNextAnswerTo("COMMIT");

      long position = answer(sequencerBehind.append(append(event("test.A"))));

      assertThat(position).isZero();
      assertThat(deaf.swallowed()).isTrue();
      assertThat(log.events()).hasSize(1);
    }
  }

  /// The batch is one statement, which commits itself.
  @Test
  void anAppendInOneStatementThatIsNotAnsweredIsFoundInTheLog() {
    try (var deaf = SilentCommit.before(log)) {
      var sequencerBehind = sequencerBehind(deaf);
      answer(sequencerBehind.append(append(event("test.First"))));
      deaf.swallowNextAnswerTo("marker:unanswered");

      long position = answer(sequencerBehind.append(onlyOne("marker:unanswered")));

      assertThat(position).isEqualTo(1);
      assertThat(deaf.swallowed()).isTrue();
      assertThat(log.events()).hasSize(2);
    }
  }

  private static AppendSequencer sequencerBehind(SilentCommit deaf) {
    var sequencer = new AppendSequencer(deaf.pool(), 256, 10_000);
    answer(sequencer.start().toCompletionStage().toCompletableFuture());
    return sequencer;
  }
}
