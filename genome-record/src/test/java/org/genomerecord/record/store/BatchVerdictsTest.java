package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchVerdictsTest {

  @Provide
  Arbitrary<List<Append>> batches() {
    return Requests.requests(-1, 8).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Append>> histories() {
    return Requests.requests(-1, 8).list().ofMaxSize(6);
  }

  private static Map<UUID, Long> known(NaiveLog log, List<Append> batch) {
    var known = new HashMap<UUID, Long>();
    for (var append : batch) {
      for (var event : append.events()) {
        var position = log.positionOf(event.id());
        if (position >= 0) {
          known.put(event.id(), position);
        }
      }
    }
    return known;
  }

  private static Set<Integer> conflicting(NaiveLog log, List<Append> batch) {
    var conflicting = new HashSet<Integer>();
    for (int i = 0; i < batch.size(); i++) {
      if (log.violates(batch.get(i))) {
        conflicting.add(i);
      }
    }
    return conflicting;
  }

  @Property(tries = 1000)
  void aBatchIsDecidedAsIfItsRequestsCameOneByOne(
      @ForAll("histories") List<Append> history, @ForAll("batches") List<Append> batch) {
    var log = new NaiveLog();
    history.forEach(log::append);
    var before = log.events().size();

    var decided = BatchVerdicts.of(batch, known(log, batch), conflicting(log, batch), before);

    assertThat(decided.verdicts()).isEqualTo(batch.stream().map(log::append).toList());
    assertThat(decided.inserts().stream().map(StoredEvent::envelope).toList())
        .isEqualTo(log.events().subList(before, log.events().size()));
    assertThat(decided.accepted().stream().flatMap(i -> batch.get(i).events().stream()).toList())
        .isEqualTo(decided.inserts().stream().map(StoredEvent::envelope).toList());
    assertThat(decided.inserts().stream().mapToLong(StoredEvent::position))
        .containsExactlyElementsOf(LongStream.range(before, log.events().size()).boxed().toList());
    assertThat(decided.nextPosition()).isEqualTo(log.events().size());
  }

  @Property(tries = 200)
  void aBatchSentAgainAddsNothingAndAnswersTheSamePositions(@ForAll("batches") List<Append> batch) {
    var first = BatchVerdicts.of(batch, Map.of(), Set.of(), 0);
    var accepted =
        IntStream.range(0, batch.size())
            .filter(i -> first.verdicts().get(i) instanceof Verdict.Appended)
            .mapToObj(batch::get)
            .toList();
    var known = new HashMap<UUID, Long>();
    first.inserts().forEach(event -> known.put(event.envelope().id(), event.position()));

    // Whatever the log says about their conditions: they stand in it.
    var again =
        BatchVerdicts.of(
            accepted,
            known,
            new HashSet<>(IntStream.range(0, accepted.size()).boxed().toList()),
            first.nextPosition());

    assertThat(again.inserts()).isEmpty();
    assertThat(again.nextPosition()).isEqualTo(first.nextPosition());
    assertThat(again.verdicts())
        .isEqualTo(first.verdicts().stream().filter(Verdict.Appended.class::isInstance).toList());
  }
}
