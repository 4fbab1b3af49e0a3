package org.genomerecord.consent.provision;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ResearchUse;
import org.jspecify.annotations.Nullable;

/// Writes a provision, so that a spec says only what it is about.
public final class Rule {
  private final ProvisionType type;
  private Set<Party> actors = Set.of();
  private Set<String> purposesOfUse = Set.of();
  private @Nullable ResearchUse researchUse;
  private Set<Action> actions = Set.of();
  private Set<DataClass> dataClasses = Set.of();
  private @Nullable Instant from;
  private @Nullable Instant until;
  private List<Provision> exceptions = List.of();

  private Rule(ProvisionType type) {
    this.type = type;
  }

  public static Rule permit() {
    return new Rule(ProvisionType.PERMIT);
  }

  public static Rule deny() {
    return new Rule(ProvisionType.DENY);
  }

  public Rule to(Party... parties) {
    actors = Set.of(parties);
    return this;
  }

  public Rule forPurposes(String... codes) {
    purposesOfUse = Set.of(codes);
    return this;
  }

  /// Limits it to research of this kind.
  public Rule forResearch(DuoPermission permission, String... diseases) {
    researchUse = new ResearchUse(permission, Set.of(diseases), Map.of());
    return this;
  }

  /// Adds a condition to [#forResearch].
  public Rule provided(DuoModifier modifier, String... values) {
    var limit = Objects.requireNonNull(researchUse);
    var modifiers = new HashMap<>(limit.modifiers());
    modifiers.put(modifier, Set.of(values));
    researchUse = new ResearchUse(limit.permission(), limit.diseases(), modifiers);
    return this;
  }

  public Rule doing(Action... done) {
    actions = Set.of(done);
    return this;
  }

  public Rule with(DataClass... classes) {
    dataClasses = Set.of(classes);
    return this;
  }

  public Rule between(@Nullable Instant inclusive, @Nullable Instant exclusive) {
    from = inclusive;
    until = exclusive;
    return this;
  }

  public Rule but(Rule... rules) {
    exceptions = Stream.of(rules).map(Rule::provision).toList();
    return this;
  }

  public Provision provision() {
    return new Provision(
        type, actors, purposesOfUse, researchUse, actions, dataClasses, from, until, exceptions);
  }
}
