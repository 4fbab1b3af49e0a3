package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoRelaysOnOneLogIT {
  private static final int PATIENTS = 5;

  private final TestLog log = TestLog.create();

  /// One for the whole spec: it outlives a cut connection, which to start on one does not.
  private final AppendSequencer sequencer = log.sequencer();

  private final List<StoredEvent> arrived = new CopyOnWriteArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private long appended;

  @AfterEach
  void close() {
    relays.forEach(Relay::stop);
    log.close();
  }

  private void append(int events) {
    for (int i = 0; i < events; i++, appended++) {
      var event =
          SampleDeliveries.event(appended, "p" + appended % PATIENTS, SampleDeliveries.KNOWN);
      answer(sequencer.append(new Append(List.of(event.envelope()), List.of(), -1)));
    }
    relays.forEach(Relay::committed);
  }

  private Relay relay(Topic topic) {
    var relay = new Relay(log.pool(), log.reader(), topic);
    relays.add(relay);
    relay.start();
    return relay;
  }

  private CompletionStage<?> arrive(List<StoredEvent> page) {
    arrived.addAll(page);
    return CompletableFuture.completedFuture(null);
  }

  /// A topic that answers only when told, and meanwhile keeps what it was sent.
  private final class Slow implements Topic {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private volatile List<StoredEvent> kept = List.of();

    @Override
    public CompletionStage<?> publish(List<StoredEvent> page) {
      if (acknowledged.isDone()) {
        return arrive(page);
      }
      kept = page;
      asked.countDown();
      return acknowledged;
    }

    void awaitPage() throws InterruptedException {
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    }

    void deliverAtLast() {
      arrived.addAll(kept);
      acknowledged.complete(null);
    }
  }

  private void awaitArrival(long position) {
    new Signal()
        .awaitUntil(
            () -> arrived.stream().anyMatch(event -> event.position() == position), 10, 30_000);
  }

  private long cursor() {
    return Cursors.read(log.pool(), "relay");
  }

  /// Each event for the first time, in the order of its key, and none left out.
  private void assertNothingIsSkipped() {
    var first = new HashMap<String, LinkedHashSet<Long>>();
    arrived.forEach(event ->
        first
            .computeIfAbsent(WireEvent.keys(event).getFirst(), _ -> new LinkedHashSet<>())
            .add(event.position()));
    assertThat(first).hasSize(PATIENTS);
    first.values().forEach(positions -> assertThat(new ArrayList<>(positions)).isSorted());
    assertThat(first.values().stream().flatMap(LinkedHashSet::stream).sorted().toList())
        .containsExactlyElementsOf(LongStream.range(0, appended).boxed().toList());
  }

  @Test
  void theSecondPublishesNothingWhileTheFirstIsThere() {
    append(100);
    relay(this::arrive);
    awaitArrival(99);
    var second = new ArrayList<StoredEvent>();
    relay(page -> {
      second.addAll(page);
      return CompletableFuture.completedFuture(null);
    });

    append(300);
    awaitArrival(399);

    assertThat(second).isEmpty();
    assertThat(arrived).hasSize(400);
    assertNothingIsSkipped();
  }

  @Test
  void aRelayThatLosesItsConnectionIsReplacedAndNothingIsSkipped() throws Exception {
    append(1_000);
    var slow = new Slow();
    var first = relay(slow);
    slow.awaitPage();
    relay(this::arrive);

    // The first has a page in hand; its lock goes with its connection.
    var replaced = new Signal();
    replaced.awaitUntil(
        () -> {
          log.cutConnections();
          return arrived.stream().anyMatch(event -> event.position() == 999);
        },
        200,
        60_000);
    slow.deliverAtLast();
    append(50);
    awaitArrival(1_049);

    assertNothingIsSkipped();
    new Signal().awaitUntil(() -> cursor() == 1_049, 10, 20_000);
    first.stop();
  }

  @Test
  void whatTheTopicRefusesIsPublishedAgain() {
    append(600);
    var refusals = new int[] {3};
    relay(page ->
        refusals[0]-- > 0
            ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
            : arrive(page));

    awaitArrival(599);

    assertThat(arrived).hasSize(600);
    assertNothingIsSkipped();
  }

  /// Also of what came after the page that is waited with, be that page full or not.
  @ParameterizedTest
  @ValueSource(ints = {1, 700})
  void theLagIsSeenWhileTheTopicIsAwayAndGoneAfterwards(int before) throws Exception {
    append(before);
    var slow = new Slow();
    var relay = relay(slow);
    slow.awaitPage();

    append(100);
    new Signal().awaitUntil(() -> relay.lagEvents() == before + 100, 10, 20_000);
    assertThat(relay.oldestUnpublishedSeconds()).isPositive();
    slow.deliverAtLast();
    new Signal().awaitUntil(() -> relay.lagEvents() == 0, 10, 20_000);

    assertThat(relay.oldestUnpublishedSeconds()).isZero();
    assertThat(arrived).hasSize(before + 100);
  }

  @Test
  void aPositionGoesForwardOnly() {
    Cursors.move(log.pool(), "relay", 7);
    Cursors.move(log.pool(), "relay", 3);

    assertThat(cursor()).isEqualTo(7);
  }
}
