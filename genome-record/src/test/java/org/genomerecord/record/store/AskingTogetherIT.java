package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.tagged;
import static org.genomerecord.record.store.TestLog.answer;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.genomerecord.record.relay.Awaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many ask the log by tag at once and are answered by few statements.
class AskingTogetherIT {
  private static final int PATIENTS = 40;

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final NaiveLog naive = new NaiveLog();
  private final LogReader reader = log.reader();

  @AfterEach
  void close() {
    log.close();
  }

  private void given(Envelope... events) {
    var request = append(events);
    answer(sequencer.append(request));
    naive.append(request);
  }

  private void givenPatients(Random random) {
    given(
        Stream.generate(() ->
                event(
                    "test." + (char) ('A' + random.nextInt(3)),
                    "patient:" + random.nextInt(PATIENTS),
                    "consent:" + random.nextInt(PATIENTS)))
            .limit(2_000)
            .toArray(Envelope[]::new));
  }

  private static Criterion criterion(Random random) {
    var patient = "patient:" + random.nextInt(PATIENTS);
    return switch (random.nextInt(3)) {
      case 0 -> tagged(patient);
      case 1 -> tagged(patient, "consent:" + random.nextInt(PATIENTS));
      default -> new Criterion(Set.of(patient), Set.of("test.A", "test.C"));
    };
  }

  private List<Long> expected(List<Criterion> criteria) {
    return IntStream.range(0, naive.events().size())
        .filter(at -> criteria.stream().anyMatch(one -> one.matches(naive.events().get(at))))
        .mapToObj(Long::valueOf)
        .toList();
  }

  @Test
  void eachGetsWhatItAskedFor() {
    var random = new Random(7);
    givenPatients(random);
    var questions =
        Stream.generate(() ->
                Stream.generate(() -> criterion(random)).limit(1 + random.nextInt(3)).toList())
            .limit(400)
            .toList();

    var answers = new ArrayList<Future<LogReader.Found>>();
    questions.forEach(criteria -> answers.add(reader.matching(criteria, 0)));

    for (int i = 0; i < questions.size(); i++) {
      var found = Awaiting.result(answers.get(i));
      assertThat(found.events())
          .extracting(StoredEvent::position)
          .isEqualTo(expected(questions.get(i)));
      assertThat(found.head()).isEqualTo(1_999);
    }
  }

  @Test
  void whatIsLongerThanAPageIsReadToItsEnd() {
    given(
        IntStream.range(0, 450)
            .mapToObj(i -> event("test.A", i % 9 == 0 ? "patient:short" : "patient:long"))
            .toArray(Envelope[]::new));

    var both = reader.matching(List.of(tagged("patient:long"), tagged("patient:short")), 0);
    var longer = reader.matching(List.of(tagged("patient:long")), 0);
    var shorter = reader.matching(List.of(tagged("patient:short")), 0);

    assertThat(Awaiting.result(both).events()).hasSize(450);
    assertThat(Awaiting.result(longer).events()).hasSize(400);
    assertThat(Awaiting.result(shorter).events()).hasSize(50);
  }

  @Test
  void whoeverAsksAfterAFailureIsAnswered() {
    given(event("test.A", "patient:p"));
    for (int i = 0; i < 5; i++) {
      log.rows("ALTER FUNCTION events_by_tag RENAME TO away");
      var asked = reader.matching(List.of(tagged("patient:p")), 0);
      assertThatThrownBy(() -> Awaiting.result(asked)).hasMessageContaining("events_by_tag");
      log.rows("ALTER FUNCTION away RENAME TO events_by_tag");
    }

    assertThat(Awaiting.result(reader.matching(List.of(tagged("patient:p")), 0)).events())
        .hasSize(1);
  }

  @Test
  void aTagThatNoEventCanCarryIsRefusedBeforeItIsAskedFor() {
    assertThatThrownBy(() -> tagged("patient:\0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tagged("patient:p\u001fpatient:q"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
