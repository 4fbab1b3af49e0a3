package org.genomerecord.consent.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;

/// Whether a provision says enough to be granted: what was left out by mistake must not permit
/// everything, and what denies must not depend on what whoever asks may leave unsaid. Pure.
public final class Completeness {
  private Completeness() {}

  /// A rule that says too little.
  ///
  /// @param place which exception, of which exception, from the outermost; empty: the first rule
  public record Lack(List<Integer> place, String why) {
    public Lack {
      place = List.copyOf(place);
    }
  }

  /// What a rule and those that it is an exception to limit together.
  private record Limits(
      boolean purpose, boolean action, boolean dataClass, boolean end, boolean isConditional) {
    static final Limits NONE = new Limits(false, false, false, false, false);

    Limits with(Provision rule) {
      return new Limits(
          purpose || !rule.purposesOfUse().isEmpty(),
          action || !rule.actions().isEmpty(),
          dataClass || !rule.dataClasses().isEmpty(),
          end || rule.until() != null,
          isConditional || (rule.researchUse() != null && rule.researchUse().holdsConditionally()));
    }

    boolean all() {
      return purpose && action && dataClass && end;
    }
  }

  /// The first rule that says too little; empty: none.
  public static Optional<Lack> lackOf(Provision provision) {
    return lackOf(provision, List.of(), Limits.NONE);
  }

  private static Optional<Lack> lackOf(Provision rule, List<Integer> place, Limits above) {
    var limits = above.with(rule);
    if (rule.type() == ProvisionType.PERMIT && !limits.all()) {
      return Optional.of(
          new Lack(
              place,
              "what permits has purposesOfUse, actions, dataClasses and until, of its own or above"
                  + " it"));
    }
    if (rule.type() == ProvisionType.DENY && above.isConditional()) {
      return Optional.of(
          new Lack(
              place,
              "what denies within research of conditions would not hold for who leaves them unsaid;"
                  + " deny it beside that rule"));
    }
    for (int i = 0; i < rule.provisions().size(); i++) {
      var exception = rule.provisions().get(i);
      var below = new ArrayList<>(place);
      below.add(i);
      var lack =
          rule.type() == ProvisionType.DENY && permitsAllOfIt(exception)
              ? Optional.of(
                  new Lack(
                      below,
                      "what permits all that its rule denies leaves nothing denied; name whom or"
                          + " what"))
              : lackOf(exception, below, limits);
      if (lack.isPresent()) {
        return lack;
      }
    }
    return Optional.empty();
  }

  private static boolean permitsAllOfIt(Provision exception) {
    return exception.type() == ProvisionType.PERMIT
        && exception.actors().isEmpty()
        && exception.purposesOfUse().isEmpty()
        && exception.researchUse() == null
        && exception.actions().isEmpty()
        && exception.dataClasses().isEmpty()
        && exception.from() == null
        && exception.until() == null;
  }
}
