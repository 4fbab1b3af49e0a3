package org.genomerecord.consent.disclosure;

import static org.genomerecord.record.event.DuoModifier.NCU;
import static org.genomerecord.record.event.DuoModifier.NPU;
import static org.genomerecord.record.event.DuoModifier.NPUNCU;
import static org.genomerecord.record.event.DuoPermission.DS;
import static org.genomerecord.record.event.DuoPermission.HMB;
import static org.genomerecord.record.event.DuoPermission.NRES;
import static org.genomerecord.record.event.DuoPermission.POA;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.consent.disclosure.ResearchAsked.NotResearch;
import org.genomerecord.consent.disclosure.ResearchAsked.Stated;
import org.genomerecord.consent.disclosure.ResearchAsked.Unstated;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.ResearchUse;

/// Whether a provision's limit of research covers the research of a request
/// (docs/methods/decisions.md). Pure and total.
final class ResearchRules {
  private ResearchRules() {}

  /// What permits covers research that lies in its limit as a whole; research of which nothing is
  /// known does not.
  static boolean permits(ResearchUse limit, ResearchAsked asked, Asker asker) {
    return switch (asked) {
      case NotResearch(), Unstated() -> false;
      case Stated stated ->
          stated.uses().stream().allMatch(use -> includes(limit.permission(), use))
              && (limit.permission() != DS || limit.diseases().containsAll(stated.diseases()))
              && limit.modifiers().entrySet().stream()
                  .allMatch(each -> meets(each.getKey(), each.getValue(), stated, asker));
    };
  }

  /// What denies covers research of which any part could lie in its limit, and so research of which
  /// nothing is known.
  static boolean denies(ResearchUse limit, ResearchAsked asked) {
    return switch (asked) {
      case NotResearch() -> false;
      case Unstated() -> true;
      case Stated stated ->
          stated.uses().stream()
              .anyMatch(
                  use -> includes(limit.permission(), use) || includes(use, limit.permission()));
    };
  }

  /// What a rule that permits obliges to.
  static Set<Obligation> obligations(ResearchUse limit) {
    return limit.modifiers().keySet().stream()
        .flatMap(modifier -> obligation(modifier).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Obligation.class)));
  }

  private static boolean includes(DuoPermission all, DuoPermission part) {
    return switch (all) {
      case NRES -> true;
      case GRU -> part != NRES;
      case HMB -> part == HMB || part == DS;
      case DS -> part == DS;
      case POA -> part == POA;
    };
  }

  private static boolean meets(
      DuoModifier modifier, Set<String> values, Stated stated, Asker asker) {
    return switch (modifier) {
      case GSO, NMDS, IRB -> stated.states(modifier);
      case NPU, NCU -> stated.states(modifier) || stated.states(NPUNCU);
      case NPUNCU -> stated.states(NPUNCU) || (stated.states(NPU) && stated.states(NCU));
      case GS, PS -> {
        var some = stated.facts().getOrDefault(modifier, Set.of());
        yield !some.isEmpty() && values.containsAll(some);
      }
      case US -> values.contains(asker.actor().id());
      case IS -> {
        var organisation = asker.actor().organisation();
        yield organisation != null && values.contains(organisation);
      }
      case PUB, COL, MOR, TS, RTN -> true; // judged by nobody beforehand: an obligation
    };
  }

  private static Optional<Obligation> obligation(DuoModifier modifier) {
    return switch (modifier) {
      case IRB -> Optional.of(Obligation.DOCUMENT_ETHICS_APPROVAL);
      case PUB -> Optional.of(Obligation.PUBLISH_RESULTS);
      case COL -> Optional.of(Obligation.COLLABORATE);
      case MOR -> Optional.of(Obligation.OBSERVE_MORATORIUM);
      case TS -> Optional.of(Obligation.END_USE_IN_TIME);
      case RTN -> Optional.of(Obligation.RETURN_RESULTS);
      case GSO, NMDS, NPU, NCU, NPUNCU, GS, US, PS, IS -> Optional.empty();
    };
  }
}
