package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.tagged;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WakingOncePerBatchIT {
  private static final int REQUESTS = 50;

  /// Never, as far as a test goes.
  private static final long POLL_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();

  @AfterEach
  void close() {
    log.close();
  }

  /// The first request is a batch of its own, and all others are the next.
  private void inOneBatch(int requests) {
    List<CompletableFuture<Long>> verdicts;
    try (var _ = log.holdHead()) {
      var first = sequencer.append(append(event("test.First")));
      verdicts =
          Stream.generate(() -> sequencer.append(append(event("test.A", "patient:p"))))
              .limit(requests)
              .toList();
      assertThat(first).isNotDone();
      assertThat(sequencer.queued()).isEqualTo(requests);
    }
    verdicts.forEach(TestLog::answer);
  }

  private static <T> List<T> take(LinkedBlockingQueue<T> queue, int items)
      throws InterruptedException {
    var taken = new ArrayList<T>();
    while (taken.size() < items) {
      var next = queue.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("only " + taken.size() + " of " + items + " came");
      }
      taken.add(next);
    }
    return taken;
  }

  /// The append at the end is told of last, so nothing was told of between.
  @Test
  void aListenerHearsOnceOfManyRequests() throws Exception {
    var batches = new LinkedBlockingQueue<Integer>();
    var commits = new LinkedBlockingQueue<String>();
    sequencer.onBatch((requests, _) -> batches.add(requests));
    sequencer.onCommit(() -> commits.add("commit"));

    inOneBatch(REQUESTS);
    answer(sequencer.append(append(event("test.Last"))));

    assertThat(take(batches, 3)).containsExactly(1, REQUESTS, 1);
    assertThat(take(commits, 3)).hasSize(3);
    assertThat(batches).isEmpty();
    assertThat(commits).isEmpty();
  }

  @Test
  void aStreamIsWokenByTheBatchAndNotByAPoll() throws Exception {
    var delivered = new LinkedBlockingQueue<EventMessage>();
    var wakes = new AtomicInteger();
    var stream =
        new LogMessageStream(log.reader(), sequencer, List.of(tagged("patient:p")), 0, POLL_MILLIS);
    stream.setCallback(() -> {
      wakes.incrementAndGet();
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        delivered.add(next.get().message());
      }
    });

    inOneBatch(REQUESTS);

    assertThat(take(delivered, REQUESTS)).hasSize(REQUESTS);
    assertThat(wakes).hasValue(1);
    stream.close();
  }

  /// A control: without a word from the sequencer, only the poll would find anything.
  @Test
  void aStreamOfAnotherInstanceIsNotWoken() throws Exception {
    var mine = new LinkedBlockingQueue<String>();
    var other = new LinkedBlockingQueue<String>();
    var sleeping =
        new LogMessageStream(
            log.reader(),
            new AppendSequencer(log.pool(), 256, 10_000),
            List.of(tagged("patient:p")),
            0,
            POLL_MILLIS);
    sleeping.setCallback(() -> other.add("woken"));
    var woken =
        new LogMessageStream(log.reader(), sequencer, List.of(tagged("patient:p")), 0, POLL_MILLIS);
    woken.setCallback(() -> mine.add("woken"));

    for (int i : IntStream.range(0, 3).toArray()) {
      answer(sequencer.append(append(event("test.A", "patient:p", "n:" + i))));
    }

    assertThat(take(mine, 1)).hasSize(1);
    assertThat(other).isEmpty();
    sleeping.close();
    woken.close();
  }
}
