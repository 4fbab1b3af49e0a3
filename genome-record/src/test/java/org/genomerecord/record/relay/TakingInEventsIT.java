package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.relay.SampleDeliveries.KNOWN;
import static org.genomerecord.record.relay.SampleDeliveries.LOG;
import static org.genomerecord.record.relay.SampleDeliveries.NEWER;
import static org.genomerecord.record.relay.SampleDeliveries.delivery;
import static org.genomerecord.record.relay.SampleDeliveries.repeated;
import static org.genomerecord.record.relay.SampleDeliveries.unreadable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.InboxTaking.Place;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakingInEventsIT {
  private static final InboxBounds BOUNDS = bounds(1_000);

  private final TestLog log = TestLog.create();
  private final Taken taken = Taken.on(log);
  private final InboxTaking taking = new InboxTaking(log.pool(), Place.SERVING, BOUNDS);
  private final ParkedEvents parked = new ParkedEvents(log.pool(), List.of(taken), BOUNDS);

  private static InboxBounds bounds(long parkedMax) {
    return new InboxBounds() {
      @Override
      public int attemptsMax() {
        return 3;
      }

      @Override
      public long pauseMillis() {
        return 10;
      }

      @Override
      public long parkedMax() {
        return parkedMax;
      }
    };
  }

  @AfterEach
  void close() {
    taking.stop();
    log.close();
  }

  private void deliver(Delivery... deliveries) {
    taking.take(LOG, List.of(deliveries), taken);
  }

  private List<Long> takenOf(String patient) {
    return log
        .rows("SELECT position FROM taken WHERE patient = '" + patient + "' ORDER BY position")
        .stream()
        .map(row -> row.getLong("position"))
        .toList();
  }

  private List<String> parkedEvents() {
    return log.rows("SELECT kafka_offset, reason FROM parked_event ORDER BY kafka_offset").stream()
        .map(row -> row.getLong("kafka_offset") + " " + row.getString("reason"))
        .toList();
  }

  @Test
  void anEventDeliveredAgainIsTakenOnce() {
    deliver(delivery(1, "a", KNOWN), delivery(2, "b", KNOWN));
    deliver(delivery(1, "a", KNOWN), repeated(2, 7, "b", KNOWN), delivery(3, "a", KNOWN));

    assertThat(takenOf("a")).containsExactly(1L, 3L);
    assertThat(takenOf("b")).containsExactly(2L);
    assertThat(log.rows("SELECT position FROM inbox WHERE patient = 'a'"))
        .extracting(row -> row.getLong("position"))
        .containsExactly(3L);
  }

  @Test
  void anUnknownEventIsParkedAndOnlyItsPatientWaits() {
    deliver(delivery(1, "a", NEWER), delivery(2, "b", KNOWN), delivery(3, "a", KNOWN));
    deliver(delivery(4, "a", KNOWN), unreadable(5, "c"), delivery(6, "b", KNOWN));

    assertThat(takenOf("a")).isEmpty();
    assertThat(takenOf("b")).containsExactly(2L, 6L);
    assertThat(parkedEvents())
        .containsExactly(
            "1 unknown-event", "3 waits-behind", "4 waits-behind", "5 unreadable-event");
    assertThat(parked.list(10).getFirst())
        .satisfies(event -> {
          assertThat(event.position()).isEqualTo(1);
          assertThat(event.type()).isEqualTo(NEWER);
          assertThat(event.toString()).doesNotContain("patient:a", "dr-grey");
        });
  }

  @Test
  void whatIsParkedAndDeliveredAgainIsParkedOnce() {
    deliver(delivery(1, "a", NEWER), delivery(2, "a", KNOWN));
    deliver(delivery(1, "a", NEWER), repeated(2, 9, "a", KNOWN));

    assertThat(parkedEvents()).containsExactly("1 unknown-event", "2 waits-behind");
  }

  @Test
  void aReleaseThatKnowsTheEventTakesThePatientUpInOrder() {
    deliver(delivery(1, "a", NEWER), delivery(2, "a", KNOWN), delivery(3, "a", KNOWN));
    taken.learnsNewer();

    parked.retry();

    assertThat(takenOf("a")).containsExactly(1L, 2L, 3L);
    assertThat(parkedEvents()).isEmpty();
    deliver(delivery(4, "a", KNOWN));
    assertThat(takenOf("a")).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aRetryThatHelpsNobodyChangesNothingButTheCount() {
    deliver(delivery(1, "a", NEWER), delivery(2, "a", KNOWN));

    parked.retry();

    assertThat(parkedEvents()).containsExactly("1 unknown-event", "2 waits-behind");
    assertThat(parked.list(10)).extracting(ParkedEvent::attempts).containsExactly(1, 0);
    assertThat(parked.count(ParkReason.UNKNOWN_EVENT)).isEqualTo(1);
    assertThat(parked.count(ParkReason.WAITS_BEHIND)).isEqualTo(1);
  }

  @Test
  void anEffectThatFailsTwiceIsTriedAgainAndTaken() {
    taken.refuses(2, 2);

    deliver(delivery(1, "a", KNOWN), delivery(2, "a", KNOWN), delivery(3, "b", KNOWN));

    assertThat(takenOf("a")).containsExactly(1L, 2L);
    assertThat(takenOf("b")).containsExactly(3L);
    assertThat(parkedEvents()).isEmpty();
  }

  @Test
  void anEffectThatAlwaysFailsIsParkedAndTakenUpOnceItIsMended() {
    taken.refuses(2, 1_000);

    deliver(delivery(1, "a", KNOWN), delivery(2, "a", KNOWN), delivery(3, "b", KNOWN));
    deliver(delivery(4, "a", KNOWN));

    assertThat(takenOf("a")).containsExactly(1L);
    assertThat(takenOf("b")).containsExactly(3L);
    assertThat(parkedEvents()).containsExactly("2 effect-failed", "4 waits-behind");

    taken.refuses(2, 0);
    parked.retry();

    assertThat(takenOf("a")).containsExactly(1L, 2L, 4L);
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
    var deliveries = new ArrayList<Delivery>();
    for (int position = 0; position < 200; position++) {
      deliveries.add(delivery(position, "p" + position % 7, KNOWN));
    }
    var done =
        CompletableFuture.runAsync(
            () -> deliveries.forEach(one -> taking.take(LOG, List.of(one), taken)));
    while (!done.isDone()) {
      log.cutConnections();
      await(done, Duration.ofMillis(20));
    }

    done.get(30, TimeUnit.SECONDS);
    assertThat(log.rows("SELECT position FROM taken")).hasSize(200);
    assertThat(parkedEvents()).isEmpty();
  }

  private static void await(CompletableFuture<?> done, Duration atMost) throws Exception {
    try {
      done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException _) {
      // Not yet.
    }
  }

  @Test
  void noMoreIsParkedThanTheBoundSays() {
    var bounded = new InboxTaking(log.pool(), Place.SERVING, bounds(2));
    bounded.take(LOG, List.of(delivery(1, "a", NEWER), delivery(2, "a", KNOWN)), taken);

    var third =
        CompletableFuture.runAsync(
            () -> bounded.take(LOG, List.of(delivery(3, "a", KNOWN)), taken));

    assertThat(third).failsWithin(Duration.ofMillis(300));
    assertThat(parkedEvents()).hasSize(2);
    taken.learnsNewer();
    parked.retry();
    third.join();
    assertThat(takenOf("a")).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aParkedEventIsFoundForItsPatient() {
    var patient = new Pseudonym("p-00000000");
    deliver(delivery(1, patient.value(), NEWER), delivery(2, "b", NEWER));

    assertThat(parked.of(patient)).extracting(ParkedEvent::position).containsExactly(1L);
  }
}
