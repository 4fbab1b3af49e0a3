package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.genomerecord.record.relay.Awaiting;

/// The store against its model: the same requests, the same verdicts, the same log, and the same
/// answer to every query.
class AnsweringLikeANaiveLogIT {
  private static final int FIRST = 1;

  @Provide
  Arbitrary<List<Append>> requests() {
    return Requests.requests(-1, 20).list().ofMinSize(5).ofMaxSize(30);
  }

  /// Everything decided in memory, some, or all by asking the log.
  @Provide
  Arbitrary<Integer> memories() {
    return Arbitraries.of(0, 2, 1000);
  }

  @Property(tries = 30)
  void inOneBatchOrMany(
      @ForAll("requests") List<Append> requests,
      @ForAll boolean atOnce,
      @ForAll("memories") int recentTagsMax) {
    try (var log = TestLog.create()) {
      var sequencer = log.sequencerThatRemembers(recentTagsMax);
      var naive = new NaiveLog();
      var first = append(event("test.First"));
      var verdicts = new ArrayList<CompletableFuture<Long>>();
      if (atOnce) {
        try (var _ = log.holdHead()) {
          verdicts.add(sequencer.append(first));
          requests.forEach(request -> verdicts.add(sequencer.append(request)));
        }
      } else {
        verdicts.add(sequencer.append(first));
        requests.forEach(request -> {
          verdicts.add(sequencer.append(request));
          settled(verdicts.getLast());
        });
      }

      naive.append(first);
      assertThat(verdicts.stream().skip(FIRST).map(AnsweringLikeANaiveLogIT::settled).toList())
          .isEqualTo(requests.stream().map(naive::append).toList());
      assertThat(log.events().stream().map(StoredEvent::envelope).toList())
          .isEqualTo(naive.events());
      requests.forEach(request -> sameAnswer(log, naive, request));
    }
  }

  static void sameAnswer(TestLog log, NaiveLog naive, Append query) {
    long from = Math.max(0, query.after());
    var found = Awaiting.result(log.reader().matching(query.unless(), from));

    var expected = new ArrayList<Long>();
    for (int position = 0; position < naive.events().size(); position++) {
      var event = naive.events().get(position);
      if (position >= from
          && (query.unless().isEmpty()
              || query.unless().stream().anyMatch(item -> item.matches(event)))) {
        expected.add((long) position);
      }
    }
    assertThat(found.events()).extracting(StoredEvent::position).isEqualTo(expected);
    assertThat(found.head()).isEqualTo(naive.events().size() - 1);
  }

  private static Verdict settled(CompletableFuture<Long> verdict) {
    return verdict
        .<Verdict>thenApply(Verdict.Appended::new)
        .exceptionally(failure -> {
          assertThat(failure)
              .satisfiesAnyOf(
                  it -> assertThat(it).isInstanceOf(AppendConflict.class),
                  it -> assertThat(it).hasCauseInstanceOf(AppendConflict.class));
          return new Verdict.Conflict();
        })
        .join();
  }
}
