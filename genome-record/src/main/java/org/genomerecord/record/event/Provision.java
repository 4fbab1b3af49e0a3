package org.genomerecord.record.event;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One rule of a consent and the exceptions to it (FHIR R4 `Consent.provision`): what a patient
/// permits or denies, to whom, for which purpose, and when.
///
/// It covers a request that meets all of its limits; an absent limit is none. An exception decides
/// in its place where it covers the request as well; of several the one that denies.
///
/// @param actors whom; empty: anybody
/// @param purposesOfUse HL7 v3 `PurposeOfUse` codes, such as `TREAT`; empty: any
/// @param researchUse for which research; null: any. With it, only research is covered
/// @param actions what is done; empty: any
/// @param dataClasses with which classes of data; empty: any, also those that are still to come
/// @param from inclusive; null: always
/// @param until exclusive; null: for ever
/// @param provisions the exceptions
public record Provision(
    ProvisionType type,
    Set<Party> actors,
    Set<String> purposesOfUse,
    @Nullable ResearchUse researchUse,
    Set<Action> actions,
    Set<DataClass> dataClasses,
    @Nullable Instant from,
    @Nullable Instant until,
    List<Provision> provisions) {
  private static final int VALUES_MAX = 32;

  /// Rules of a consent, exceptions and their exceptions included. An event holds 65,535 bytes,
  /// which rules with many limits reach before.
  public static final int RULES_MAX = 500;

  /// A rule without exceptions has depth 1.
  public static final int DEPTH_MAX = 8;

  /// @throws IllegalArgumentException if the period is empty, a code or an id has another form than
  ///   identifiers have, there are too many of them, or the limit of research could be read in two
  ///   ways
  public Provision {
    Objects.requireNonNull(type, "a provision permits or denies");
    // Sorted: Set.copyOf iterates in another order in each process, and with it the stored JSON.
    actors = Collections.unmodifiableSet(new TreeSet<>(actors));
    purposesOfUse = Collections.unmodifiableSet(new TreeSet<>(purposesOfUse));
    actions = Collections.unmodifiableSet(new TreeSet<>(actions));
    dataClasses = Collections.unmodifiableSet(new TreeSet<>(dataClasses));
    provisions = List.copyOf(provisions);
    purposesOfUse.forEach(Identifiers::check);
    if (actors.size() > VALUES_MAX || purposesOfUse.size() > VALUES_MAX) {
      throw new IllegalArgumentException(
          "a provision names at most 32 actors and 32 purposes of use");
    }
    if (researchUse != null) {
      requireOneReading(type, purposesOfUse, researchUse);
    }
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("a provision's period ends after it begins");
    }
    if (rules(provisions) >= RULES_MAX || depth(provisions) >= DEPTH_MAX) {
      throw new IllegalArgumentException("a consent has at most 500 rules, 8 deep");
    }
  }

  /// A denial that only held under conditions, or for some of the diseases that a name may stand
  /// for, would deny less than it seems to; so would one that names care as well.
  private static void requireOneReading(
      ProvisionType type, Set<String> purposesOfUse, ResearchUse researchUse) {
    if (!purposesOfUse.stream().allMatch(PurposeOfUse::isResearch)) {
      throw new IllegalArgumentException(
          "a provision with researchUse names no purposes of use but those of research");
    }
    if (type == ProvisionType.DENY && researchUse.holdsConditionally()) {
      throw new IllegalArgumentException(
          "what denies research names neither diseases nor modifiers: deny more, and permit these");
    }
  }

  /// This rule and all below it.
  public int rules() {
    return 1 + rules(provisions);
  }

  private static int rules(List<Provision> provisions) {
    return provisions.stream().mapToInt(Provision::rules).sum();
  }

  private int depth() {
    return 1 + depth(provisions);
  }

  private static int depth(List<Provision> provisions) {
    return provisions.stream().mapToInt(Provision::depth).max().orElse(0);
  }
}
