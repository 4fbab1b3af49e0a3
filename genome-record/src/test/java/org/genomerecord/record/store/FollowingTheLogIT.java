package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.TestLog.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.genomerecord.record.relay.Awaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingTheLogIT {
  private static final int WRITERS = 16;
  private static final int APPENDS = 50;
  private static final int EVENTS = WRITERS * APPENDS;

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final PostgresEventStorageEngine engine =
      new PostgresEventStorageEngine(sequencer, log.reader());

  @AfterEach
  void close() {
    log.close();
  }

  private CompletableFuture<Void> manyWrite() {
    return CompletableFuture.allOf(
        IntStream.range(0, WRITERS)
            .mapToObj(writer ->
                CompletableFuture.runAsync(
                    () -> {
                      for (int i = 0; i < APPENDS; i++) {
                        answer(sequencer.append(append(event("test.A", "writer:" + writer))));
                      }
                    },
                    work -> Thread.ofVirtual().start(work)))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static List<Long> upTo(int events) {
    return LongStream.range(0, events).boxed().toList();
  }

  /// Collects tokens as Axon's processors do: drains on every callback.
  private static final class Drain {
    private final LinkedBlockingQueue<Long> delivered = new LinkedBlockingQueue<>();
    private final MessageStream<EventMessage> stream;

    Drain(MessageStream<EventMessage> stream) {
      this.stream = stream;
      stream.setCallback(this::drain);
    }

    private synchronized void drain() {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        delivered.add(
            TrackingToken.fromContext(next.get()).orElseThrow().position().orElseThrow() - 1);
      }
    }

    List<Long> take(int events) throws InterruptedException {
      var taken = new ArrayList<Long>();
      while (taken.size() < events) {
        var next = delivered.poll(20, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("only " + taken.size() + " of " + events + " were delivered");
        }
        taken.add(next);
      }
      return taken;
    }
  }

  private Drain stream(long from, EventCriteria criteria) {
    return new Drain(
        engine.stream(
            StreamingCondition.conditionFor(new GlobalSequenceTrackingToken(from), criteria),
            null));
  }

  @Test
  void readersUnderSixteenWritersMissNothingAndSeeOrder() throws Exception {
    var writing = manyWrite();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers =
          IntStream.range(0, 3)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    var seen = new ArrayList<Long>();
                    while (seen.size() < EVENTS) {
                      long last = seen.isEmpty() ? -1 : seen.getLast();
                      var page = Awaiting.result(log.reader().after(last, 37));
                      page.forEach(event -> seen.add(event.position()));
                      if (page.isEmpty() && writing.isDone() && log.events().size() < EVENTS) {
                        throw new AssertionError("a writer failed");
                      }
                    }
                    return seen;
                  }))
              .toList();
      for (var reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(upTo(EVENTS));
      }
    }
  }

  @Test
  void theStreamDeliversWhatIsThereAndWhatComesLaterInOrder() throws Exception {
    answer(sequencer.append(append(event("test.A"), event("test.B"))));
    var stream = stream(0, EventCriteria.havingAnyTag());
    assertThat(stream.take(2)).isEqualTo(upTo(2));

    answer(sequencer.append(append(event("test.C"))));

    assertThat(stream.take(1)).containsExactly(2L);
  }

  @Test
  void theStreamUnderSixteenWritersDeliversEverythingInOrder() throws Exception {
    var stream = stream(0, EventCriteria.havingAnyTag());

    var writing = manyWrite();

    assertThat(stream.take(EVENTS)).isEqualTo(upTo(EVENTS));
    answer(writing);
  }

  @Test
  void theStreamFindsWhatAnotherInstanceAppended() throws Exception {
    var stream = stream(0, EventCriteria.havingAnyTag());

    answer(log.sequencer().append(append(event("test.A"))));

    assertThat(stream.take(1)).containsExactly(0L);
  }

  @Test
  void theStreamStartsAtItsTokenAndKeepsToItsCriteria() throws Exception {
    for (int i = 0; i < 300; i++) {
      answer(sequencer.append(append(event("test.A", "patient:" + (i % 100)))));
    }

    assertThat(stream(50, EventCriteria.havingTags("patient", "7")).take(2))
        .containsExactly(107L, 207L);
  }

  @Test
  void aClosedStreamDeliversNothingMore() {
    answer(sequencer.append(append(event("test.A"))));
    var stream =
        engine.stream(StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(0)), null);

    stream.close();

    assertThat(stream.next()).isEmpty();
    assertThat(stream.isCompleted()).isTrue();
    assertThat(stream.hasNextAvailable()).isFalse();
  }

  @Test
  void tokensPointAtTheNextEventToRead() {
    answer(sequencer.append(append(event("test.A"))));

    assertThat(answer(engine.firstToken(null)).position()).hasValue(0);
    assertThat(answer(engine.latestToken(null)).position()).hasValue(1);
    assertThat(answer(engine.tokenAt(Entries.ATTRIBUTION.at(), null)).position()).hasValue(0);
    assertThat(answer(engine.tokenAt(Instant.parse("2030-01-01T00:00:00Z"), null)).position())
        .hasValue(1);
  }
}
