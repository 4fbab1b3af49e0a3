package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TakingTurnsPropertiesTest {
  private static final int LABS = 5;

  /// A step: a laboratory's item arrives, or (-1) somebody has a turn.
  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.integers().between(-1, LABS - 1).list().ofMaxSize(200);
  }

  private record Item(String laboratory, int number) {}

  /// What happened in order: who was served, and what had no place.
  private record Run(List<Item> offered, List<Item> served, List<Item> displaced) {}

  private static Run run(List<Integer> steps, int capacity) {
    var queue = new FairQueue<Item>(capacity);
    var run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int step : steps) {
      if (step < 0) {
        queue.next().ifPresent(run.served()::add);
      } else {
        var item = new Item("lab-" + step, run.offered().size());
        run.offered().add(item);
        run.displaced().addAll(queue.offer(item.laboratory(), item));
        assertThat(queue.size()).isLessThanOrEqualTo(capacity);
      }
    }
    for (var next = queue.next(); next.isPresent(); next = queue.next()) {
      run.served().add(next.get());
    }
    return run;
  }

  @Property
  void nothingIsLostAndNothingDoubled(@ForAll("steps") List<Integer> steps) {
    var run = run(steps, 7);

    var all = new ArrayList<>(run.served());
    all.addAll(run.displaced());
    assertThat(all).containsExactlyInAnyOrderElementsOf(run.offered());
  }

  @Property
  void withinALaboratoryTheOrderIsKept(@ForAll("steps") List<Integer> steps) {
    var run = run(steps, 7);

    for (int lab = 0; lab < LABS; lab++) {
      var name = "lab-" + lab;
      assertThat(run.served().stream().filter(item -> item.laboratory().equals(name)))
          .extracting(Item::number)
          .isSorted();
    }
  }

  /// However many the others bring in the meantime.
  @Property
  void whoWaitsIsServedBeforeAnyOtherIsTwice(@ForAll("steps") List<Integer> steps) {
    var queue = new FairQueue<Item>(1_000);
    var servedSince = new HashMap<String, Map<String, Integer>>();
    var waiting = new HashMap<String, Integer>();
    int number = 0;
    var all = new ArrayList<>(steps);
    IntStream.range(0, steps.size()).forEach(_ -> all.add(-1));
    for (int step : all) {
      if (step >= 0) {
        var lab = "lab-" + step;
        waiting.put(lab, waiting.getOrDefault(lab, 0) + 1);
        if (waiting.getOrDefault(lab, 0) == 1) {
          servedSince.put(lab, new HashMap<>());
        }
        queue.offer(lab, new Item(lab, number++));
        continue;
      }
      var next = queue.next();
      if (next.isEmpty()) {
        continue;
      }
      var lab = next.get().laboratory();
      servedSince.remove(lab);
      servedSince.forEach((_, others) -> others.merge(lab, 1, Integer::sum));
      servedSince.values().forEach(others -> assertThat(others.values()).allMatch(n -> n == 1));
      waiting.put(lab, waiting.getOrDefault(lab, 0) - 1);
      if (waiting.getOrDefault(lab, 0) > 0) {
        servedSince.put(lab, new HashMap<>());
      }
    }
  }

  @Property
  void aFullQueueHasPlaceForEachLaboratoryThatHasNone(@ForAll("steps") List<Integer> steps) {
    var queue = new FairQueue<Item>(LABS + 1);
    var inside = new HashSet<Item>();
    int number = 0;
    for (int step : steps) {
      if (step < 0) {
        queue.next().ifPresent(inside::remove);
        continue;
      }
      var lab = "lab-" + step;
      var item = new Item(lab, number++);
      boolean hadNone = inside.stream().noneMatch(other -> other.laboratory().equals(lab));
      inside.add(item);
      var displaced = queue.offer(lab, item);
      displaced.forEach(inside::remove);
      assertThat(hadNone && displaced.contains(item)).isFalse();
    }
  }

  /// What came first stays: it is the next to be served.
  @Example
  void whoHasToLeaveIsTheLatestOfTheLongestLine() {
    var queue = new FairQueue<String>(3);
    IntStream.range(0, 3).forEach(i -> queue.offer("flood", "flood-" + i));

    assertThat(queue.offer("panel", "panel-0")).containsExactly("flood-2");
    assertThat(queue.offer("flood", "flood-3")).containsExactly("flood-3");
  }

  @Example
  void oneThatFloodsWaitsForItself() {
    var queue = new FairQueue<String>(64);
    IntStream.range(0, 60).forEach(i -> queue.offer("flood", "flood-" + i));
    queue.offer("panel", "panel-0");
    queue.offer("panel", "panel-1");

    var turns = IntStream.range(0, 4).mapToObj(_ -> queue.next().orElseThrow()).toList();

    assertThat(turns).containsExactly("flood-0", "panel-0", "flood-1", "panel-1");
  }
}
