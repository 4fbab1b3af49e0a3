package org.genomerecord.consent.disclosure;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;

/// What a request states about a use in research. Pure.
sealed interface ResearchAsked {
  /// The purpose is not research.
  record NotResearch() implements ResearchAsked {}

  /// The purpose is research, and nothing is said about it.
  record Unstated() implements ResearchAsked {}

  /// @param uses all that the research is; at least one
  /// @param diseases MONDO ids; some if one of the uses is disease specific
  /// @param facts modifiers that the request says it meets, with their values
  record Stated(Set<DuoPermission> uses, Set<String> diseases, Map<DuoModifier, Set<String>> facts)
      implements ResearchAsked {
    public Stated {
      uses = Set.copyOf(uses);
      diseases = Set.copyOf(diseases);
      facts = Map.copyOf(facts);
    }

    boolean states(DuoModifier modifier) {
      return facts.containsKey(modifier);
    }
  }

  /// @param terms of DUO and MONDO; a modifier that takes values stands with one, as
  ///   `DUO:0000022=DE`, and may stand several times
  /// @return empty: a term is not known, or they do not make a use
  static Optional<Stated> stated(Collection<String> terms) {
    var uses = EnumSet.noneOf(DuoPermission.class);
    var diseases = new TreeSet<String>();
    var facts = new EnumMap<DuoModifier, Set<String>>(DuoModifier.class);
    for (var term : terms) {
      var code = term.substring(0, equalsSign(term));
      var value = term.substring(Math.min(code.length() + 1, term.length()));
      var use = find(DuoPermission.values(), DuoPermission::code, term);
      var fact = find(DuoModifier.values(), DuoModifier::code, code);
      if (use.isPresent()) {
        uses.add(use.get());
      } else if (term.startsWith("MONDO:")) {
        diseases.add(term);
      } else if (fact.isPresent() && isFact(fact.get(), term, value)) {
        facts.computeIfAbsent(fact.get(), _ -> new TreeSet<>()).add(value);
      } else {
        return Optional.empty();
      }
    }
    return uses.isEmpty() || uses.contains(DuoPermission.DS) == diseases.isEmpty()
        ? Optional.empty()
        : Optional.of(new Stated(uses, diseases, facts));
  }

  private static int equalsSign(String term) {
    int at = term.indexOf('=');
    return at < 0 ? term.length() : at;
  }

  /// Who asks, and where from, stands in the token; a moratorium and a limit of time are not the
  /// request's to state.
  private static boolean isFact(DuoModifier modifier, String term, String value) {
    return switch (modifier) {
      case US, IS, MOR, TS -> false;
      case GS, PS -> modifier.isValue(value);
      case GSO, NMDS, NPU, NCU, NPUNCU, IRB, PUB, COL, RTN -> term.equals(modifier.code());
    };
  }

  private static <T> Optional<T> find(T[] all, Function<T, String> code, String term) {
    return Stream.of(all).filter(one -> code.apply(one).equals(term)).findFirst();
  }
}
