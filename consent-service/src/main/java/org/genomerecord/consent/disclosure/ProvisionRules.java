package org.genomerecord.consent.disclosure;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.sourcing.Actor;

/// What a provision with its exceptions says to one question. Pure and total.
final class ProvisionRules {
  private static final String SERVICE = "service";

  private ProvisionRules() {}

  /// May this actor do this with data of this class?
  ///
  /// @param at periods are judged at this instant
  record Question(
      Actor actor, String purposeOfUse, Action action, DataClass dataClass, Instant at) {
    Question at(Instant instant) {
      return new Question(actor, purposeOfUse, action, dataClass, instant);
    }
  }

  /// @return empty: the provision does not cover the question
  static Optional<ProvisionType> judge(Provision provision, Question question) {
    if (!covers(provision, question)) {
      return Optional.empty();
    }
    var exceptions = EnumSet.noneOf(ProvisionType.class);
    for (var exception : provision.provisions()) {
      judge(exception, question).ifPresent(exceptions::add);
    }
    if (exceptions.contains(ProvisionType.DENY)) {
      return Optional.of(ProvisionType.DENY);
    }
    return Optional.of(
        exceptions.contains(ProvisionType.PERMIT) ? ProvisionType.PERMIT : provision.type());
  }

  private static boolean covers(Provision provision, Question question) {
    return (provision.purposesOfUse().isEmpty()
            || provision.purposesOfUse().contains(question.purposeOfUse()))
        && (provision.actions().isEmpty() || provision.actions().contains(question.action()))
        && (provision.dataClasses().isEmpty()
            || provision.dataClasses().contains(question.dataClass()))
        && isIn(provision, question.at())
        && isAbout(provision, question.actor());
  }

  private static boolean isIn(Provision provision, Instant at) {
    var from = provision.from();
    var until = provision.until();
    return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
  }

  /// The suite's own services belong to no organisation and act for all of them: what is permitted
  /// to somebody, they may do for it. What is denied to somebody is not denied to them.
  private static boolean isAbout(Provision provision, Actor actor) {
    return provision.actors().isEmpty()
        || provision.actors().stream().anyMatch(party -> isOne(actor, party))
        || (actor.role().equals(SERVICE) && provision.type() == ProvisionType.PERMIT);
  }

  private static boolean isOne(Actor actor, Party party) {
    return switch (party.kind()) {
      case PERSON -> party.id().equals(actor.id());
      case ROLE -> party.id().equals(actor.role());
      case ORGANISATION -> party.id().equals(actor.organisation());
    };
  }
}
