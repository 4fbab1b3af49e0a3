package org.genomerecord.consent.disclosure;

import static org.genomerecord.record.event.ProvisionType.DENY;
import static org.genomerecord.record.event.ProvisionType.PERMIT;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.jspecify.annotations.Nullable;

/// What a provision with its exceptions says to one question. Pure and total.
final class ProvisionRules {
  private ProvisionRules() {}

  /// May this asker do this with data of this class?
  ///
  /// @param at periods are judged at this instant
  record Question(
      Asker asker,
      String purposeOfUse,
      ResearchAsked research,
      Action action,
      DataClass dataClass,
      Instant at) {
    Question at(Instant instant) {
      return new Question(asker, purposeOfUse, research, action, dataClass, instant);
    }
  }

  /// What the rule says that decided.
  ///
  /// @param rule its place, as in `Ground`
  /// @param namesPurpose whether it, or one that it is an exception to, limits the purposes of use,
  ///   and so speaks of the one that was stated
  record Said(ProvisionType type, String rule, boolean namesPurpose) {
    private Said below(int place, boolean purpose) {
      return new Said(type, "/" + place + rule, namesPurpose || purpose);
    }
  }

  /// @return empty: the provision does not cover the question
  static Optional<Said> judge(Provision provision, Question question) {
    return Optional.ofNullable(said(provision, question));
  }

  private static @Nullable Said said(Provision provision, Question question) {
    if (!covers(provision, question)) {
      return null;
    }
    boolean purpose = !provision.purposesOfUse().isEmpty();
    Said permitted = null;
    for (int i = 0; i < provision.provisions().size(); i++) {
      var exception = said(provision.provisions().get(i), question);
      if (exception != null && exception.type() == DENY) {
        return exception.below(i, purpose);
      }
      if (exception != null && permitted == null) {
        permitted = exception.below(i, purpose);
      }
    }
    return permitted != null ? permitted : new Said(provision.type(), "", purpose);
  }

  /// Adds what a provision that permits this obliges to: each of its rules that cover it, whichever
  /// of them decides.
  static void addObligations(Provision provision, Question question, Set<Obligation> obligations) {
    if (!covers(provision, question)) {
      return;
    }
    var own = provision.researchUse();
    if (own != null) {
      obligations.addAll(ResearchRules.obligations(own));
    }
    for (var exception : provision.provisions()) {
      addObligations(exception, question, obligations);
    }
  }

  private static boolean covers(Provision provision, Question question) {
    return (provision.purposesOfUse().isEmpty()
            || provision.purposesOfUse().contains(question.purposeOfUse()))
        && (provision.actions().isEmpty() || provision.actions().contains(question.action()))
        && (provision.dataClasses().isEmpty()
            || provision.dataClasses().contains(question.dataClass()))
        && isIn(provision, question.at())
        && isSuchResearch(provision, question)
        && isAbout(provision, question.asker());
  }

  private static boolean isIn(Provision provision, Instant at) {
    var from = provision.from();
    var until = provision.until();
    return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
  }

  private static boolean isSuchResearch(Provision provision, Question question) {
    var limit = provision.researchUse();
    if (limit == null) {
      return true;
    }
    return provision.type() == PERMIT
        ? ResearchRules.permits(limit, question.research(), question.asker())
        : ResearchRules.denies(limit, question.research());
  }

  /// The suite's own services belong to no organisation and act for all of them: what is permitted
  /// to somebody, they may do for it. What is denied to somebody is not denied to them.
  private static boolean isAbout(Provision provision, Asker asker) {
    if (provision.actors().isEmpty()
        || (provision.type() == PERMIT && asker.actor().role().equals(Roles.SERVICE))) {
      return true;
    }
    for (var party : provision.actors()) {
      if (isOne(asker, party)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOne(Asker asker, Party party) {
    return switch (party.kind()) {
      case PERSON -> party.id().equals(asker.actor().id());
      case ROLE -> party.id().equals(asker.actor().role());
      case ORGANISATION -> party.id().equals(asker.actor().organisation());
      case CARE_TEAM -> asker.careTeams().contains(party.id());
      case APPLICATION -> party.id().equals(asker.application());
    };
  }
}
