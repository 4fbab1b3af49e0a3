package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.onlyOne;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyAppendingAtOnceIT {
  private static final int CALLERS = 64;
  private static final int MARKERS = 25;
  private static final String INSERT_UNLESS_THERE =
      "INSERT INTO unlocked SELECT 'marker:1'"
          + " WHERE NOT EXISTS (SELECT 1 FROM unlocked WHERE tag = 'marker:1')";

  private final TestLog log = TestLog.create();
  private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger fenced = new AtomicInteger();

  @AfterEach
  void close() {
    log.close();
  }

  /// Runs the work once for each caller, each on a thread of its own.
  private static void together(int callers, IntConsumer work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, callers)
              .mapToObj(caller ->
                  (Callable<Void>)
                      () -> {
                        work.accept(caller);
                        return null;
                      })
              .toList();
      for (var call : threads.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void tryToAppend(AppendSequencer sequencer, Append request) {
    try {
      long position = answer(sequencer.append(request));
      acknowledged.put(request.events().getLast().id(), position);
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreUnavailable unavailable) {
        assertThat(unavailable.code()).isEqualTo("instance-replaced");
        fenced.incrementAndGet();
      } else {
        assertThat(e).hasCauseInstanceOf(AppendConflict.class);
      }
    }
  }

  private void raceForMarkers(AppendSequencer sequencer, int markers) {
    for (int marker = 0; marker < markers; marker++) {
      tryToAppend(sequencer, onlyOne("marker:" + marker));
      tryToAppend(sequencer, append(event("test.Free", "free:" + marker)));
    }
  }

  private void assertLogIsSound() {
    var events = log.events();
    assertThat(events)
        .extracting(StoredEvent::position)
        .containsExactlyElementsOf(LongStream.range(0, events.size()).boxed().toList());
    assertThat(events.stream().collect(Collectors.toMap(e -> e.envelope().id(), e -> e.position())))
        .containsExactlyInAnyOrderEntriesOf(acknowledged);
    assertThat(
            events.stream()
                .filter(event -> event.envelope().type().equals("test.Marked"))
                .collect(
                    Collectors.groupingBy(
                        event -> String.valueOf(event.envelope().tag("marker")),
                        Collectors.counting())))
        .as("each marker has one winner")
        .hasSize(MARKERS)
        .allSatisfy((_, winners) -> assertThat(winners).isEqualTo(1));
    assertThat(log.rows("SELECT next_position FROM log_head").getFirst().getLong(0))
        .isEqualTo(events.size());
  }

  @Test
  void eachMarkerHasOneWinnerAndPositionsAreGapless() throws Exception {
    var sequencer = log.sequencer();

    together(CALLERS, _ -> raceForMarkers(sequencer, MARKERS));

    assertLogIsSound();
  }

  @Test
  void aReplacedInstanceIsFencedAndTheNewOneGoesOn() throws Exception {
    var older = log.sequencer();
    var newer = new AppendSequencer(log.pool(), 256, 10_000);

    var takenOver = new CompletableFuture<Void>();
    together(
        CALLERS,
        caller -> {
          if (caller == 0) {
            raceForMarkers(older, MARKERS / 5);
            answer(newer.start().toCompletionStage().toCompletableFuture());
            takenOver.complete(null);
          } else if (caller % 2 == 0) {
            raceForMarkers(older, MARKERS);
          } else {
            answer(takenOver);
            raceForMarkers(newer, MARKERS);
          }
        });
    raceForMarkers(older, MARKERS);

    assertLogIsSound();
    assertThat(older.isReplaced()).isTrue();
    assertThat(newer.isReplaced()).isFalse();
    assertThat(fenced).hasValueGreaterThanOrEqualTo(2 * MARKERS);
  }

  @Test
  void theOldInstanceIsRefusedEverythingAfterTheNewOneTookOver() {
    var older = log.sequencer();
    tryToAppend(older, onlyOne("marker:0"));
    var newer = log.sequencer();

    tryToAppend(older, onlyOne("marker:1"));
    tryToAppend(newer, onlyOne("marker:1"));

    assertThat(fenced).hasValue(1);
    assertThat(log.events()).hasSize(2);
  }

  /// A control: what the lock of the head row is for. Two transactions that check before either
  /// commits both find nothing.
  @Test
  void anUnlockedCheckLetsTwoWinOneMarker() {
    log.rows("CREATE TABLE unlocked (tag text)");
    var one = OpenTransaction.on(log);
    var other = OpenTransaction.on(log);

    one.execute(INSERT_UNLESS_THERE);
    other.execute(INSERT_UNLESS_THERE);
    one.commit();
    other.commit();

    assertThat(log.rows("SELECT tag FROM unlocked")).hasSize(2);
  }

  @Test
  void anAppendWaitsForTheOneThatHoldsTheHead() {
    var sequencer = log.sequencer();
    CompletableFuture<Long> waiting;

    try (var _ = log.holdHead()) {
      waiting = sequencer.append(onlyOne("marker:1"));
      assertThat(log.events()).isEmpty();
      assertThat(waiting).isNotDone();
    }

    assertThat(answer(waiting)).isZero();
  }
}
