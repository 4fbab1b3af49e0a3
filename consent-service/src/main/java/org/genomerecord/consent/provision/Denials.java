package org.genomerecord.consent.provision;

import static org.genomerecord.record.event.ProvisionType.DENY;
import static org.genomerecord.record.event.ProvisionType.PERMIT;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;
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

  private static Stream<Provision> denials(@Nullable Provision above, Provision rule) {
    var within = above == null ? Optional.of(alone(rule)) : within(above, rule);
    return within.stream()
        .flatMap(limits ->
            Stream.concat(
                rule.type() == DENY ? Stream.of(forItself(rule, limits)) : Stream.of(),
                rule.provisions().stream().flatMap(below -> denials(limits, below))));
  }

  private static Provision alone(Provision rule) {
    return denial(rule, rule.actors(), rule.from(), rule.until(), List.of());
  }

  /// Services are denied nothing by a rule for some actors, but they are by a rule for anybody,
  /// also as an exception to one that permits to some.
  private static Provision forItself(Provision rule, Provision limits) {
    if (!rule.actors().isEmpty() || limits.actors().isEmpty()) {
      return limits;
    }
    var actors = new TreeSet<>(limits.actors());
    actors.add(SERVICES);
    return denial(
        limits,
        actors.size() > ACTORS_MAX ? Set.of() : actors,
        limits.from(),
        limits.until(),
        List.of());
  }

  /// The limits of both; of actors the inner ones alone, who are more. Empty: nothing meets both.
  private static Optional<Provision> within(Provision above, Provision rule) {
    var purposes = both(purposesOf(above), purposesOf(rule));
    var actions = both(above.actions(), rule.actions());
    var classes = both(above.dataClasses(), rule.dataClasses());
    var from = later(above.from(), rule.from());
    var until = earlier(above.until(), rule.until());
    if (purposes.isEmpty()
        || actions.isEmpty()
        || classes.isEmpty()
        || (from != null && until != null && !from.isBefore(until))) {
      return Optional.empty();
    }
    return Optional.of(
        new Provision(
            DENY,
            rule.actors().isEmpty() ? above.actors() : rule.actors(),
            purposes.get(),
            researchDenied(
                researchDenied(rule.researchUse()) == null
                    ? above.researchUse()
                    : rule.researchUse()),
            actions.get(),
            classes.get(),
            from,
            until,
            List.of()));
  }

  /// A rule with a limit of research is about no other purpose.
  private static Set<String> purposesOf(Provision rule) {
    return rule.researchUse() != null && rule.purposesOfUse().isEmpty()
        ? PurposeOfUse.RESEARCH
        : rule.purposesOfUse();
  }

  /// The limit of research as a denial may have it; null where it may not: then all research is
  /// denied, which is more.
  private static @Nullable ResearchUse researchDenied(@Nullable ResearchUse use) {
    return use == null || use.holdsConditionally() ? null : use;
  }

  /// Empty: they have nothing in common. An empty set is no limit.
  private static <T> Optional<Set<T>> both(Set<T> above, Set<T> below) {
    if (above.isEmpty() || below.isEmpty()) {
      return Optional.of(above.isEmpty() ? below : above);
    }
    var common = new HashSet<>(above);
    common.retainAll(below);
    return common.isEmpty() ? Optional.empty() : Optional.of(common);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
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
    return denial(provision, none, provision.from(), provision.until(), lock);
  }

  private static Set<String> purposes(Provision rule) {
    var named = new TreeSet<>(purposesOf(rule));
    rule.provisions().forEach(below -> named.addAll(purposes(below)));
    return named;
  }

  private static Provision denial(
      Provision rule,
      Set<Party> actors,
      @Nullable Instant from,
      @Nullable Instant until,
      List<Provision> exceptions) {
    return new Provision(
        DENY,
        actors,
        purposesOf(rule),
        researchDenied(rule.researchUse()),
        rule.actions(),
        rule.dataClasses(),
        from,
        until,
        exceptions);
  }
}
