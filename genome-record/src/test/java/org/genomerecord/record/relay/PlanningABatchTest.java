package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.relay.SampleDeliveries.KNOWN;
import static org.genomerecord.record.relay.SampleDeliveries.NEWER;
import static org.genomerecord.record.relay.SampleDeliveries.delivery;
import static org.genomerecord.record.relay.SampleDeliveries.repeated;
import static org.genomerecord.record.relay.SampleDeliveries.unreadable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.record.relay.InboxPlan.Standing;
import org.genomerecord.record.store.StoredEvent;
import org.junit.jupiter.api.Test;

class PlanningABatchTest {
  private static final Standing NOTHING = new Standing(Map.of(), Set.of());

  private static InboxPlan<StoredEvent> plan(Standing standing, Delivery... deliveries) {
    var effect = new Taken();
    return InboxPlan.of(
        Stream.of(deliveries).map(delivery -> Reading.of(delivery, effect)).toList(), standing);
  }

  private static List<Long> applied(InboxPlan<?> plan) {
    return plan.apply().stream().map(read -> read.event().position()).toList();
  }

  private static List<String> parked(InboxPlan<?> plan) {
    return plan.park().stream()
        .map(parking -> parking.delivery().offset() + " " + parking.reason().code())
        .toList();
  }

  @Test
  void anEventWithoutItsContentIsUnreadableWhateverItsReaderThrows() {
    var whole = delivery(3, "a", SampleDeliveries.CONSENT);
    var empty =
        new Delivery(
            whole.log(), 0, 3, "a", whole.json().replace("\"payload\":{}", "\"payload\":null"));

    assertThat(empty.json()).contains("null");
    assertThat(parked(plan(NOTHING, empty, delivery(4, "b", KNOWN))))
        .containsExactly("3 unreadable-event");
  }

  @Test
  void everythingNewIsActedOnInOrder() {
    var plan = plan(NOTHING, delivery(3, "a", KNOWN), delivery(4, "b", KNOWN));

    assertThat(applied(plan)).containsExactly(3L, 4L);
    assertThat(plan.park()).isEmpty();
    assertThat(plan.positions()).containsOnly(Map.entry("a", 3L), Map.entry("b", 4L));
  }

  @Test
  void anEventAboutTwoWaitsBehindOneOfThemAndIsActedOnForTheOther() {
    var plan =
        plan(
            new Standing(Map.of(), Set.of("a")),
            delivery(3, "a", KNOWN),
            repeated(3, 4, "b", KNOWN));

    assertThat(parked(plan)).containsExactly("3 waits-behind");
    assertThat(plan.positions()).containsOnly(Map.entry("b", 3L));
  }

  @Test
  void whatWasNotedIsLeftOutForItsPatientOnly() {
    var plan =
        plan(
            new Standing(Map.of("a", 3L), Set.of()),
            delivery(2, "b", KNOWN),
            delivery(3, "a", KNOWN),
            delivery(5, "a", KNOWN));

    assertThat(applied(plan)).containsExactly(2L, 5L);
  }

  @Test
  void whatIsDeliveredTwiceInABatchIsActedOnOnce() {
    var plan =
        plan(
            NOTHING,
            delivery(3, "a", KNOWN),
            delivery(4, "a", KNOWN),
            repeated(3, 10, "a", KNOWN),
            repeated(4, 11, "a", KNOWN));

    assertThat(applied(plan)).containsExactly(3L, 4L);
  }

  @Test
  void behindAPoisonEventItsPatientWaitsAndOthersFlow() {
    var plan =
        plan(
            NOTHING,
            delivery(1, "a", KNOWN),
            delivery(2, "a", NEWER),
            delivery(3, "b", KNOWN),
            delivery(4, "a", KNOWN),
            unreadable(5, "c"),
            delivery(6, "c", KNOWN));

    assertThat(applied(plan)).containsExactly(1L, 3L);
    assertThat(parked(plan))
        .containsExactly(
            "2 unknown-event", "4 waits-behind", "5 unreadable-event", "6 waits-behind");
  }

  @Test
  void aPatientWithAParkedEventWaitsFromTheStart() {
    var plan =
        plan(
            new Standing(Map.of("a", 1L), Set.of("a")),
            delivery(1, "a", KNOWN),
            delivery(3, "a", KNOWN),
            delivery(4, "b", KNOWN));

    assertThat(applied(plan)).containsExactly(4L);
    assertThat(parked(plan)).containsExactly("3 waits-behind");
  }

  @Test
  void aPoisonEventThatWasNotedByAnotherReleaseIsNotParked() {
    var plan = plan(new Standing(Map.of("a", 9L), Set.of()), delivery(2, "a", NEWER));

    assertThat(plan.apply()).isEmpty();
    assertThat(plan.park()).isEmpty();
  }
}
