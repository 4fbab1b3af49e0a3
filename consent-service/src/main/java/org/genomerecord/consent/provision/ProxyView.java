package org.genomerecord.consent.provision;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// A patient's consents as somebody sees them who acts for the patient. Pure.
///
/// Not seen is the consent that keeps them out, as it says what of: it denies this very person
/// something, or names what is private to an adolescent. It is as if it had never been granted.
///
/// @param accountIndex keyed digest of their account
/// @param careTeams that they belong to
/// @param purposeOfUse that they read the record for
/// @param privateClasses classes of data that are private to the patient
public record ProxyView(
    String accountIndex,
    Actor actor,
    Set<String> careTeams,
    String purposeOfUse,
    Set<DataClass> privateClasses) {
  public ProxyView {
    careTeams = Set.copyOf(careTeams);
    privateClasses = Set.copyOf(privateClasses);
  }

  static ProxyView of(
      ProxyAppointed proxy, Actor actor, Set<String> careTeams, ProxyRules rules, Instant at) {
    return new ProxyView(
        proxy.accountIndex(),
        actor,
        careTeams,
        rules.purposesOfUse().getOrDefault(proxy.kind(), ""),
        rules.hiddenFrom(proxy, at));
  }

  /// The account for a command.
  ///
  /// @param proxy null: the patient acts
  public static @Nullable String account(@Nullable ProxyView proxy) {
    return proxy == null ? null : proxy.accountIndex();
  }

  /// Those that are seen. One that replaced what is not seen replaced nothing.
  ///
  /// @param consents all of the patient's
  List<Consents.Consent> seen(List<Consents.Consent> consents) {
    var unseen = unseen(consents);
    return consents.stream()
        .filter(consent -> !unseen.contains(consent.consent()))
        .map(consent ->
            consent.replaces() != null && unseen.contains(consent.replaces())
                ? consent.replacingNothing()
                : consent)
        .toList();
  }

  /// @param consents all of the patient's
  Set<ConsentId> unseen(List<Consents.Consent> consents) {
    return consents.stream()
        .filter(consent -> !sees(consent.provision()))
        .map(Consents.Consent::consent)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean sees(Provision provision) {
    return !denies(provision, Limits.of(provision)) && !namesWhatIsPrivate(provision);
  }

  /// Whenever: a denial that is over, or is still to come, tells as much. An exception that denies
  /// nothing decides on whatever it covers, so that of what it covers whole nothing is denied.
  private boolean denies(Provision rule, Limits limits) {
    boolean excepted = false;
    for (var below : rule.provisions()) {
      var within = limits.and(below);
      if (within.filter(narrower -> denies(below, narrower)).isPresent()) {
        return true;
      }
      excepted |= within.filter(narrower -> coversWhole(limits, below, narrower)).isPresent();
    }
    return rule.type() == ProvisionType.DENY && !excepted && isCovered(limits);
  }

  /// Whether an exception covers all that they could ask within the limits of its rule. Several
  /// that do so together are not looked for.
  ///
  /// @param within the limits of both
  private boolean coversWhole(Limits above, Provision exception, Limits within) {
    return exception.researchUse() == null
        && within.dataClasses().equals(above.dataClasses())
        && Objects.equals(within.from(), above.from())
        && Objects.equals(within.until(), above.until())
        && isCovered(within)
        && (exception.actors().isEmpty()
            || exception.actors().stream().anyMatch(this::isWithAnyApplication));
  }

  private boolean isWithAnyApplication(Party party) {
    return party.kind() != Party.Kind.APPLICATION && isOne(party);
  }

  /// Who acts for a patient looks at the record, and does nothing else with it.
  private boolean isCovered(Limits limits) {
    return (limits.purposesOfUse().isEmpty() || limits.purposesOfUse().contains(purposeOfUse))
        && (limits.actions().isEmpty() || limits.actions().contains(Action.USE))
        && limits.actors().stream().allMatch(any -> any.stream().anyMatch(this::isOne));
  }

  private boolean isOne(Party party) {
    return switch (party.kind()) {
      case PERSON -> party.id().equals(actor.id());
      case ROLE -> party.id().equals(actor.role());
      case ORGANISATION -> party.id().equals(actor.organisation());
      case CARE_TEAM -> careTeams.contains(party.id());
      case APPLICATION -> true; // They may read the record with any.
    };
  }

  private boolean namesWhatIsPrivate(Provision rule) {
    return rule.dataClasses().stream().anyMatch(privateClasses::contains)
        || rule.provisions().stream().anyMatch(this::namesWhatIsPrivate);
  }
}
