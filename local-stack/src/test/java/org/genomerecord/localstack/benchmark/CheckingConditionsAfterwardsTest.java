package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.genomerecord.localstack.benchmark.HotAppend.StatedCondition;
import org.genomerecord.localstack.benchmark.HotAppend.StatedCondition.Item;
import org.genomerecord.record.store.Criterion;
import org.junit.jupiter.api.Test;

class CheckingConditionsAfterwardsTest {
  private final ConditionCheck check = new ConditionCheck();
  private long position;

  /// The next event, under the condition that nothing like the items stands after a position.
  private long violationsAfter(Set<String> tags, String type, long after, Item... items) {
    check.next(position++, tags, type, new StatedCondition(after, List.of(items)));
    return check.violations();
  }

  @Test
  void anEventThatWasSeenBreaksNothing() {
    violationsAfter(Set.of("a"), "T", -1, new Item(Set.of("a"), ""));

    assertThat(violationsAfter(Set.of("a"), "T", 0, new Item(Set.of("a"), ""))).isZero();
  }

  @Test
  void anEventThatWasNotSeenBreaksTheConditionOnItsTag() {
    violationsAfter(Set.of("a"), "T", -1, new Item(Set.of("a"), ""));

    assertThat(violationsAfter(Set.of("a"), "T", -1, new Item(Set.of("a"), ""))).isEqualTo(1);
  }

  @Test
  void bothTagsOfAnItemHaveToBeOnOneEvent() {
    violationsAfter(Set.of("a"), "T", -1);
    violationsAfter(Set.of("b"), "T", -1);

    assertThat(violationsAfter(Set.of("c"), "T", -1, new Item(Set.of("a", "b"), ""))).isZero();

    violationsAfter(Set.of("b", "a"), "T", 2);
    assertThat(violationsAfter(Set.of("c"), "T", 2, new Item(Set.of("a", "b"), ""))).isEqualTo(1);
  }

  @Test
  void oneOfSeveralItemsIsEnough() {
    violationsAfter(Set.of("b"), "T", -1);

    assertThat(
            violationsAfter(
                Set.of("c"), "T", -1, new Item(Set.of("a"), ""), new Item(Set.of("b"), "")))
        .isEqualTo(1);
  }

  @Test
  void theTypeHasToFitWithAndWithoutATag() {
    violationsAfter(Set.of("a"), "T", -1);

    assertThat(violationsAfter(Set.of("a"), "U", -1, new Item(Set.of("a"), "U"))).isZero();
    assertThat(violationsAfter(Set.of("c"), "U", 0, new Item(Set.of("a"), "U"))).isEqualTo(1);
    assertThat(violationsAfter(Set.of("c"), "V", -1, new Item(Set.of(), "T"))).isEqualTo(2);
    assertThat(violationsAfter(Set.of("c"), "V", 3, new Item(Set.of(), "T"))).isEqualTo(2);
  }

  @Test
  void aConditionIsReadAsItWasWritten() {
    var written =
        StatedCondition.write(
            17,
            List.of(
                new Criterion(Set.of("a", "b"), Set.of("T")),
                new Criterion(Set.of("c"), Set.of()),
                new Criterion(Set.of(), Set.of("U"))));

    assertThat(StatedCondition.read(written))
        .isEqualTo(
            new StatedCondition(
                17,
                List.of(
                    new Item(Set.of("a", "b"), "T"),
                    new Item(Set.of("c"), ""),
                    new Item(Set.of(), "U"))));
  }
}
