package org.genomerecord.consent.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.genomerecord.consent.disclosure.RecordedDecisions.RecordedDecision;
import org.genomerecord.consent.provision.Limits;
import org.genomerecord.consent.words.PlainWords;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.Obligation;
import org.jspecify.annotations.Nullable;

/// Puts a recorded decision into words. Pure. The words are those of the codes; nothing here is
/// guessed.
final class Explanations {
  private Explanations() {}

  /// To an officer.
  static Explanation of(RecordedDecision decision) {
    return of(decision, PlainWords::reason);
  }

  /// To the patient.
  static Explanation toPatient(RecordedDecision decision) {
    return of(decision, PlainWords::toldReasonSentence);
  }

  private static Explanation of(RecordedDecision decision, UnaryOperator<String> reasons) {
    var event = decision.event();
    return switch (event) {
      case DisclosurePermitted permitted ->
          new Explanation(
              permitted.decision(),
              decision.position(),
              permitted.decidedAt(),
              "permitted",
              null,
              summary(
                  decision,
                  "was permitted",
                  permitted.action().code(),
                  permitted.dataClasses().stream().map(PlainWords::of).toList(),
                  permitted.resource()),
              because(decision, permitted),
              permitted.obligations().stream().map(Obligation::code).toList(),
              permitted.policy(),
              PlainWords.code(decision.replay()));
      case DisclosureRefused refused ->
          new Explanation(
              refused.decision(),
              decision.position(),
              refused.decidedAt(),
              "refused",
              refused.reason(),
              summary(
                  decision,
                  "was refused",
                  refused.action(),
                  asked(refused.asked()),
                  refused.resource()),
              because(decision, refused, reasons),
              List.of(),
              refused.policy(),
              PlainWords.code(decision.replay()));
    };
  }

  private static List<String> asked(@Nullable Asked asked) {
    return asked == null
        ? List.of("data of a class that was not kept")
        : asked.dataClasses().stream().map(PlainWords::ofDataClass).distinct().toList();
  }

  private static List<String> researchUse(@Nullable Asked asked) {
    return asked == null ? List.of() : asked.researchUse();
  }

  private static String summary(
      RecordedDecision decision,
      String outcome,
      String action,
      List<String> classes,
      String resource) {
    var attribution = decision.attribution();
    var actor = attribution.actor();
    var organisation = actor.organisation();
    return "%s (%s%s) %s to %s: %s; for %s (%s)."
        .formatted(
            actor.id(),
            actor.role(),
            organisation == null ? "" : ", " + organisation,
            outcome,
            PlainWords.ofAction(action),
            PlainWords.list(classes),
            purpose(attribution.purposeOfUse(), researchUse(decision.event().asked())),
            resource);
  }

  /// The purpose, and of research what was stated about it.
  private static String purpose(@Nullable String code, List<String> researchUse) {
    return researchUse.isEmpty()
        ? PlainWords.ofPurpose(code)
        : PlainWords.ofPurpose(code)
            + ", "
            + ResearchAsked.stated(researchUse)
                .map(stated -> PlainWords.ofResearch(stated.uses(), stated.diseases()))
                .orElse("of a kind that is not known");
  }

  private static List<String> because(RecordedDecision decision, DisclosurePermitted permitted) {
    var because = new ArrayList<String>();
    var rules = rules(decision, permitted.grounds());
    if (permitted.emergency() == null) {
      because.addAll(rules);
    } else {
      because.add(
          "An emergency was declared (%s); it permits what no consent permits and what one forbids, but for what the patient locked against emergencies."
              .formatted(permitted.emergency()));
      rules.forEach(rule -> because.add("Without the emergency: " + rule));
    }
    if (permitted.proxy() != null) {
      because.add("Who asked acts for the patient (%s).".formatted(permitted.proxy()));
    }
    if (because.isEmpty()) {
      because.add(
          permitted.consents().isEmpty()
              ? "Patients see their own record without a consent."
              : "It rests on consents %s; which of their rules decided was not kept then."
                  .formatted(permitted.consents()));
    }
    return because;
  }

  private static List<String> because(
      RecordedDecision decision, DisclosureRefused refused, UnaryOperator<String> reasons) {
    var because = new ArrayList<String>();
    because.add(reasons.apply(refused.reason()));
    because.addAll(rules(decision, refused.grounds()));
    return because;
  }

  private static List<String> rules(RecordedDecision decision, List<Ground> grounds) {
    return grounds.stream().map(ground -> rule(decision, ground)).toList();
  }

  private static String rule(RecordedDecision decision, Ground ground) {
    var consent =
        decision.granted().stream()
            .filter(granted -> granted.consent().equals(ground.consent()))
            .findFirst();
    return "About %s, %s of consent %s%s."
        .formatted(
            PlainWords.list(ground.dataClasses().stream().map(DataClass::code).toList()),
            ground.rule().isEmpty() ? "the first rule" : "the exception " + ground.rule(),
            ground.consent(),
            consent
                .map(granted ->
                    ", granted on %s, decides: it %s"
                        .formatted(granted.grantedAt(), rule(granted, ground.rule())))
                .orElse(" decides"));
  }

  /// With the limits of all rules on the way to its place: an exception covers nothing that those
  /// do not, which it is an exception to.
  private static String rule(ConsentGranted granted, String place) {
    var rule = granted.provision();
    var limits = Limits.of(rule);
    for (var step : place.split("/", -1)) {
      if (!step.isEmpty()) {
        rule = rule.provisions().get(Integer.parseInt(step));
        limits =
            limits
                .and(rule)
                .orElseThrow(() -> new IllegalStateException("no request meets this rule"));
      }
    }
    return PlainWords.of(rule.type(), limits);
  }
}
