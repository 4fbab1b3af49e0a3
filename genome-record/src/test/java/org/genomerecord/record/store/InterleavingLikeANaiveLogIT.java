package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// The store against its model, with what comes between requests generated too: how they gather in
/// batches, which of two instances sends each, when one takes over from the other, and which are
/// sent again.
class InterleavingLikeANaiveLogIT {

  /// A request as it is sent.
  ///
  /// @param back 0: the request; else the one that was sent so many before it, sent again
  /// @param byReplaced whether the instance that was replaced last sends it, if there is one
  record Sending(Append request, int back, boolean byReplaced) {}

  /// What is sent while the head is held: the first request of an instance is a batch, and its
  /// others are the next.
  ///
  /// @param takenOver whether a new instance takes over before
  record Round(boolean takenOver, List<Sending> sendings) {
    Round {
      sendings = List.copyOf(sendings);
    }
  }

  private static Arbitrary<Sending> sendings() {
    return Combinators.combine(
            Requests.requests(-1, 20),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 8))),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
        .as(Sending::new);
  }

  @Provide
  Arbitrary<List<Round>> rounds() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true)),
            sendings().list().ofMinSize(1).ofMaxSize(8))
        .as(Round::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(6);
  }

  /// As in [AnsweringLikeANaiveLogIT].
  @Provide
  Arbitrary<Integer> memories() {
    return Arbitraries.of(0, 2, 1000);
  }

  @Property(tries = 12)
  void whateverComesBetween(
      @ForAll("rounds") List<Round> rounds, @ForAll("memories") int recentTagsMax) {
    try (var log = TestLog.create()) {
      var naive = new NaiveLog();
      var sent = new ArrayList<Append>();
      var instances = new ArrayList<>(List.of(log.sequencerThatRemembers(recentTagsMax)));
      for (var round : rounds) {
        if (round.takenOver()) {
          instances.add(log.sequencerThatRemembers(recentTagsMax));
        }
        var verdicts = new ArrayList<CompletableFuture<Long>>();
        var expected = new ArrayList<Optional<Verdict>>();
        try (var _ = log.holdHead()) {
          for (var sending : round.sendings()) {
            var request =
                sending.back() > 0 && sending.back() <= sent.size()
                    ? sent.get(sent.size() - sending.back())
                    : sending.request();
            sent.add(request);
            boolean byReplaced = sending.byReplaced() && instances.size() > 1;
            var sender = byReplaced ? instances.get(instances.size() - 2) : instances.getLast();
            verdicts.add(sender.append(request));
            expected.add(byReplaced ? Optional.empty() : Optional.of(naive.append(request)));
          }
        }
        assertThat(verdicts.stream().map(InterleavingLikeANaiveLogIT::settled).toList())
            .isEqualTo(expected);
      }

      assertThat(log.events().stream().map(StoredEvent::envelope).toList())
          .isEqualTo(naive.events());
      sent.forEach(request -> AnsweringLikeANaiveLogIT.sameAnswer(log, naive, request));
    }
  }

  /// @return empty if the instance was refused as replaced
  private static Optional<Verdict> settled(CompletableFuture<Long> verdict) {
    try {
      return Optional.of(new Verdict.Appended(TestLog.answer(verdict)));
    } catch (CompletionException e) {
      return switch (e.getCause()) {
        case AppendConflict _ -> Optional.of(new Verdict.Conflict());
        case StoreUnavailable unavailable when unavailable.code().equals("instance-replaced") ->
            Optional.empty();
        case null, default -> throw e;
      };
    }
  }
}
