package org.genomerecord.consent.provision;

import static org.genomerecord.record.event.ProvisionType.DENY;
import static org.genomerecord.record.event.ProvisionType.PERMIT;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.jspecify.annotations.Nullable;

/// What is left of a provision when it permits nothing any more: its denials, each by itself. They
/// deny at least what it denied. Pure.
final class Denials {
  private static final Party SERVICES = new Party(Party.Kind.ROLE, Roles.SERVICE);
  private static final int ACTORS_MAX = 32;

  private Denials() {}

  /// Whether the provision denies something anywhere.
  static boolean deniesAny(Provision rule) {
    return rule.type() == DENY || rule.provisions().stream().anyMatch(Denials::deniesAny);
  }

  /// Whether the provision permits one of the actions anywhere, to anybody, at any time.
  static boolean permitsAny(Provision provision, Set<Action> actions) {
    return permitsAny(provision, actions, EnumSet.allOf(Action.class));
  }

  private static boolean permitsAny(Provision rule, Set<Action> actions, Set<Action> above) {
    var reaches = EnumSet.copyOf(above);
    if (!rule.actions().isEmpty()) {
      reaches.retainAll(rule.actions());
    }
    return (rule.type() == PERMIT && !Collections.disjoint(reaches, actions))
        || rule.provisions().stream().anyMatch(below -> permitsAny(below, actions, reaches));
  }

  /// Each rule that denies as a provision of its own, with the limits of those that it was an
  /// exception to. What it was itself limited by exceptions to is denied as well: the exceptions
  /// would permit.
  static List<Provision> of(Provision provision) {
    return denials(null, provision).distinct().toList();
  }

  private static Stream<Provision> denials(@Nullable Limits above, Provision rule) {
    var within = above == null ? Optional.of(Limits.of(rule)) : above.and(rule);
    return within.stream()
        .flatMap(limits ->
            Stream.concat(
                rule.type() == DENY ? Stream.of(forItself(rule, limits)) : Stream.of(),
                rule.provisions().stream().flatMap(below -> denials(limits, below))));
  }

  /// Of actors the innermost ones alone, who are more, and of limits of research the innermost that
  /// a denial may have; where there is none all research is denied, which is more.
  private static Provision forItself(Provision rule, Limits limits) {
    return new Provision(
        DENY,
        limits.actors().isEmpty() ? Set.of() : actors(rule, limits.actors().getLast()),
        limits.purposesOfUse(),
        limits.researchUse().reversed().stream()
            .filter(use -> !use.holdsConditionally())
            .findFirst()
            .orElse(null),
        limits.actions(),
        limits.dataClasses(),
        limits.from(),
        limits.until(),
        List.of());
  }

  /// Services are denied nothing by a rule for some actors, but they are by a rule for anybody,
  /// also as an exception to one that permits to some.
  private static Set<Party> actors(Provision rule, Set<Party> innermost) {
    if (!rule.actors().isEmpty()) {
      return innermost;
    }
    var actors = new TreeSet<>(innermost);
    actors.add(SERVICES);
    return actors.size() > ACTORS_MAX ? Set.of() : actors;
  }

  /// One denial in place of all: of everything that the provision covered, to anybody, and also in
  /// an emergency where the provision speaks of that purpose.
  static Provision inOne(Provision provision) {
    var purposes = purposes(provision);
    var none = Set.<Party>of();
    var lock =
        purposes.isEmpty()
            ? List.<Provision>of()
            : List.of(
                new Provision(
                    DENY, none, purposes, null, Set.of(), Set.of(), null, null, List.of()));
    var research = provision.researchUse();
    return new Provision(
        DENY,
        none,
        Limits.purposesOf(provision),
        research == null || research.holdsConditionally() ? null : research,
        provision.actions(),
        provision.dataClasses(),
        provision.from(),
        provision.until(),
        lock);
  }

  private static Set<String> purposes(Provision rule) {
    var named = new TreeSet<>(Limits.purposesOf(rule));
    rule.provisions().forEach(below -> named.addAll(purposes(below)));
    return named;
  }
}
