package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.Entries.anything;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.appendUnless;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.tagged;
import static org.genomerecord.record.store.Entries.typed;
import static org.genomerecord.record.store.TestLog.answer;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendingUnderAConditionIT {
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();

  /// Position 0 carries both tags, 1 and 2 one each.
  @BeforeEach
  void threeEventsStandInTheLog() {
    answer(
        sequencer.append(
            append(
                event("test.First", "patient:p", "consent:c"),
                event("test.Second", "patient:p"),
                event("test.Third", "consent:c"))));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private long appended(long after, Criterion... unless) {
    return answer(
        sequencer.append(appendUnless(after, List.of(unless), event("test.New", "patient:new"))));
  }

  private void refused(long after, Criterion... unless) {
    assertThatThrownBy(() -> appended(after, unless)).hasCauseInstanceOf(AppendConflict.class);
    assertThat(log.events()).hasSize(3);
  }

  @Test
  void withoutAConditionItIsAppendedAtTheNextPosition() {
    assertThat(appended(-1)).isEqualTo(3);
  }

  @Test
  void anEventWithTheTagAfterThePositionSeenRefusesIt() {
    refused(0, tagged("patient:p"));
  }

  @Test
  void anEventWithTheTagAtThePositionSeenDoesNot() {
    assertThat(appended(1, tagged("patient:p"))).isEqualTo(3);
  }

  @Test
  void anEventWithAnotherTagDoesNotRefuseIt() {
    assertThat(appended(-1, tagged("patient:q"))).isEqualTo(3);
  }

  @Test
  void anEventWithAllTheTagsRefusesIt() {
    refused(-1, tagged("patient:p", "consent:c"));
  }

  @Test
  void twoEventsWithOneOfTheTagsEachDoNot() {
    assertThat(appended(0, tagged("patient:p", "consent:c"))).isEqualTo(3);
  }

  @Test
  void oneOfTwoCriteriaIsEnoughToRefuseIt() {
    refused(1, tagged("patient:p"), tagged("consent:c"));
  }

  @Test
  void aTagWithAnotherTypeDoesNotRefuseIt() {
    assertThat(appended(-1, new Criterion(Set.of("patient:p"), Set.of("test.Third")))).isEqualTo(3);
  }

  @Test
  void aTagWithOneOfTheTypesRefusesIt() {
    refused(0, new Criterion(Set.of("patient:p"), Set.of("test.Other", "test.Second")));
  }

  @Test
  void aTypeAloneRefusesIt() {
    refused(1, typed("test.Third"));
  }

  @Test
  void aTypeAtThePositionSeenDoesNot() {
    assertThat(appended(2, typed("test.Third"))).isEqualTo(3);
  }

  @Test
  void anyEventAtAllRefusesAnAppendThatWantsNone() {
    refused(1, anything());
  }

  @Test
  void anAppendThatWantsNothingNewIsAppendedAtTheHead() {
    assertThat(appended(2, anything())).isEqualTo(3);
  }

  @Test
  void aRequestDoesNotConflictWithItsOwnEvents() {
    assertThat(
            answer(
                sequencer.append(
                    appendUnless(
                        -1,
                        List.of(tagged("marker:1")),
                        event("test.New", "marker:1"),
                        event("test.New", "marker:1")))))
        .isEqualTo(4);
  }

  @Test
  void anEventWithoutTagsIsAppended() {
    assertThat(answer(sequencer.append(append(event("test.Untagged"))))).isEqualTo(3);
  }
}
