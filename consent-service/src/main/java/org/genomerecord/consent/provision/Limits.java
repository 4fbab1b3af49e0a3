package org.genomerecord.consent.provision;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;
import org.jspecify.annotations.Nullable;

/// What a rule covers: its limits, and those of the rules that it is an exception to. An empty set
/// is no limit. Pure.
///
/// @param actors of each rule that names some, the outermost first: covered is who is among each
/// @param researchUse of each rule that has such a limit, the outermost first
/// @param from inclusive; null: always
/// @param until exclusive; null: for ever
public record Limits(
    List<Set<Party>> actors,
    Set<String> purposesOfUse,
    List<ResearchUse> researchUse,
    Set<Action> actions,
    Set<DataClass> dataClasses,
    @Nullable Instant from,
    @Nullable Instant until) {
  public Limits {
    actors = List.copyOf(actors);
    // Sorted, as they are read out.
    purposesOfUse = Collections.unmodifiableSet(new TreeSet<>(purposesOfUse));
    researchUse = List.copyOf(researchUse);
    actions = Collections.unmodifiableSet(new TreeSet<>(actions));
    dataClasses = Collections.unmodifiableSet(new TreeSet<>(dataClasses));
  }

  /// Of a rule that is no exception.
  public static Limits of(Provision rule) {
    return new Limits(
        rule.actors().isEmpty() ? List.of() : List.of(rule.actors()),
        purposesOf(rule),
        rule.researchUse() == null ? List.of() : List.of(rule.researchUse()),
        rule.actions(),
        rule.dataClasses(),
        rule.from(),
        rule.until());
  }

  /// Of an exception to a rule of these limits.
  ///
  /// @return empty: nothing meets both
  public Optional<Limits> and(Provision exception) {
    var own = of(exception);
    var purposes = both(purposesOfUse, own.purposesOfUse);
    var done = both(actions, own.actions);
    var classes = both(dataClasses, own.dataClasses);
    var begin = later(from, own.from);
    var end = earlier(until, own.until);
    if (purposes.isEmpty()
        || done.isEmpty()
        || classes.isEmpty()
        || (begin != null && end != null && !begin.isBefore(end))) {
      return Optional.empty();
    }
    return Optional.of(
        new Limits(
            joined(actors, own.actors),
            purposes.get(),
            joined(researchUse, own.researchUse),
            done.get(),
            classes.get(),
            begin,
            end));
  }

  /// A rule with a limit of research is about no other purpose.
  static Set<String> purposesOf(Provision rule) {
    return rule.researchUse() != null && rule.purposesOfUse().isEmpty()
        ? PurposeOfUse.RESEARCH
        : rule.purposesOfUse();
  }

  /// What stands twice stands where it is innermost.
  private static <T> List<T> joined(List<T> above, List<T> below) {
    return Stream.concat(above.stream().filter(limit -> !below.contains(limit)), below.stream())
        .toList();
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
}
