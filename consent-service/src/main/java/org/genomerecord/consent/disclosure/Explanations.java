package org.genomerecord.consent.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.genomerecord.consent.disclosure.RecordedDecisions.RecordedDecision;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Provision;
import org.jspecify.annotations.Nullable;

/// Puts a recorded decision into words. Pure. The words are those of the codes; nothing here is
/// guessed.
final class Explanations {
  private Explanations() {}

  static Explanation of(RecordedDecision decision) {
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
              because(decision, refused),
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
            PlainWords.ofPurpose(attribution.purposeOfUse(), researchUse(decision.event().asked())),
            resource);
  }

  private static List<String> because(RecordedDecision decision, DisclosurePermitted permitted) {
    var because = new ArrayList<>(rules(decision, permitted.grounds()));
    if (permitted.emergency() != null) {
      because.add(
          "An emergency was declared (%s); it permits what no consent permits, but for what the patient locked against emergencies."
              .formatted(permitted.emergency()));
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

  private static List<String> because(RecordedDecision decision, DisclosureRefused refused) {
    var because = new ArrayList<String>();
    because.add(words(refused.reason()));
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
                        .formatted(
                            granted.grantedAt(), PlainWords.of(ruleOf(granted, ground.rule()))))
                .orElse(" decides"));
  }

  private static Provision ruleOf(ConsentGranted granted, String place) {
    var rule = granted.provision();
    for (var step : place.split("/", -1)) {
      if (!step.isEmpty()) {
        rule = rule.provisions().get(Integer.parseInt(step));
      }
    }
    return rule;
  }

  /// A sentence for the code of a refusal.
  static String words(String reason) {
    return switch (reason) {
      case "patient-unknown" -> "Nobody of this name is enrolled.";
      case "erased" -> "The patient was erased: there is nothing left to be read.";
      case "purpose-missing" -> "No purpose of use was stated.";
      case "purpose-unknown" -> "The purpose of use that was stated is not known.";
      case "action-unknown" -> "What was to be done is not known.";
      case "data-class-unknown" -> "No class of data was named, or one that is not known.";
      case "research-use-unknown" ->
          "The use in research that was stated is not known, or the purpose was not research.";
      case "role-not-permitted" -> "Nobody may do this in that role, or for that purpose.";
      case "another-patient" -> "The record belongs to another patient.";
      case "private-to-patient" -> "It is private to the patient, who is old enough for that.";
      case "emergency-not-declared" ->
          "The purpose was an emergency, but this person had declared none that lasted.";
      case "denied-by-patient" -> "The patient forbids it.";
      case "no-consent" -> "The patient has given no consent.";
      case "consent-withdrawn" -> "The patient has withdrawn every consent.";
      case "consent-expired" -> "The consent that permitted it was over.";
      case "not-covered" -> "No consent in force covers it.";
      default -> "The reason has the code " + reason + ".";
    };
  }
}
