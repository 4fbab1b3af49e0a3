package org.genomerecord.record.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Arbitrary requests of few tags, types and ids, so that they get in each other's way.
final class Requests {
  private static final int IDS = 40;

  private Requests() {}

  /// @param afterMin lowest position that a condition starts at
  /// @param afterMax highest
  static Arbitrary<Append> requests(long afterMin, long afterMax) {
    var requests =
        Combinators.combine(
                events().list().ofMinSize(1).ofMaxSize(3),
                criteria().list().ofMaxSize(2),
                Arbitraries.longs().between(afterMin, afterMax))
            .as(Append::new);
    return requests.filter(Requests::hasDistinctIds);
  }

  private static boolean hasDistinctIds(Append request) {
    return new HashSet<>(request.events().stream().map(Envelope::id).toList()).size()
        == request.events().size();
  }

  private static Arbitrary<Envelope> events() {
    return Combinators.combine(
            Arbitraries.integers().between(0, IDS), types(), tags().list().ofMaxSize(3))
        .as((id, type, tags) ->
            new Envelope(new UUID(0, id), type, "1", Entries.ATTRIBUTION, List.copyOf(tags), "{}"));
  }

  private static Arbitrary<Criterion> criteria() {
    return Combinators.combine(tags().set().ofMaxSize(2), types().set().ofMaxSize(2))
        .as((tags, types) -> new Criterion(Set.copyOf(tags), Set.copyOf(types)));
  }

  private static Arbitrary<String> tags() {
    return Arbitraries.of("patient:p", "patient:q", "consent:c");
  }

  private static Arbitrary<String> types() {
    return Arbitraries.of("test.A", "test.B", "test.C");
  }
}
