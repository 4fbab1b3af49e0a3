package org.genomerecord.consent.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ResearchUse;

/// Provisions with something changed.
final class Trees {
  private Trees() {}

  static Provision with(Provision rule, List<Provision> exceptions) {
    return new Provision(
        rule.type(),
        rule.actors(),
        rule.purposesOfUse(),
        rule.researchUse(),
        rule.actions(),
        rule.dataClasses(),
        rule.from(),
        rule.until(),
        exceptions);
  }

  /// The rule with one modifier more in its own limit, if it has a limit and not yet the modifier.
  static Optional<Provision> with(DuoModifier modifier, Provision rule) {
    var limit = rule.researchUse();
    if (limit == null || limit.modifiers().containsKey(modifier)) {
      return Optional.empty();
    }
    var more = new HashMap<>(limit.modifiers());
    more.put(modifier, new RandomResearch(new Random(0)).values(modifier));
    return Optional.of(limited(rule, more));
  }

  /// The rule without the modifiers of its own limit.
  static Provision withoutModifiers(Provision rule) {
    var limit = rule.researchUse();
    if (limit == null) {
      return rule;
    }
    return limited(rule, Map.of());
  }

  private static Provision limited(Provision rule, Map<DuoModifier, Set<String>> modifiers) {
    var limit = Objects.requireNonNull(rule.researchUse());
    return new Provision(
        rule.type(),
        rule.actors(),
        rule.purposesOfUse(),
        new ResearchUse(limit.permission(), limit.diseases(), modifiers),
        rule.actions(),
        rule.dataClasses(),
        rule.from(),
        rule.until(),
        rule.provisions());
  }

  static Provision plus(Provision rule, Provision exception) {
    return with(rule, Stream.concat(rule.provisions().stream(), Stream.of(exception)).toList());
  }

  static Provision minus(Provision rule, Provision exception) {
    var fewer = new ArrayList<>(rule.provisions());
    fewer.remove(exception);
    return with(rule, fewer);
  }

  /// Whether neither the rule nor any below it denies.
  static boolean onlyPermits(Provision rule) {
    return rule.type() == ProvisionType.PERMIT
        && rule.provisions().stream().allMatch(Trees::onlyPermits);
  }

  /// Whether something is denied within a rule that holds under conditions of research only: nobody
  /// can grant that.
  static boolean deniesUnderConditions(Provision rule) {
    return rule.provisions().stream().anyMatch(Trees::deniesUnderConditions)
        || (rule.researchUse() != null
            && rule.researchUse().holdsConditionally()
            && !onlyPermits(rule));
  }

  /// The tree with one rule of it changed, in every way there is.
  static Stream<Provision> eachWith(Provision rule, Function<Provision, Stream<Provision>> change) {
    var below =
        IntStream.range(0, rule.provisions().size())
            .boxed()
            .flatMap(i ->
                eachWith(rule.provisions().get(i), change)
                    .map(changed -> {
                      var exceptions = new ArrayList<>(rule.provisions());
                      exceptions.set(i, changed);
                      return with(rule, exceptions);
                    }));
    return Stream.concat(change.apply(rule), below);
  }
}
