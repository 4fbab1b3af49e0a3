package org.genomerecord.consent.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.Collectors;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;

/// Consents as Cedar policies: one that permits and one that forbids for each, of which those that
/// forbid win.
final class CedarPolicies {
  /// What each role may ask for at all.
  static final String ROLES =
      """
      forbid (principal, action, resource) unless {
        (context.role == "lab" && context.action == "collect")
        || (context.role == "clinician" && ["use", "disclose", "re-contact"].contains(context.action))
        || (context.role == "counsellor" && ["use", "re-contact"].contains(context.action))
        || (context.role == "service" && ["collect", "use", "re-analyse"].contains(context.action))
      };
      """;

  private CedarPolicies() {}

  static String of(Provision provision) {
    return "permit (principal, action, resource) when { %s };\nforbid (principal, action, resource) when { %s };\n"
        .formatted(says(ProvisionType.PERMIT, provision), says(ProvisionType.DENY, provision));
  }

  /// Whether the rule says this, as an expression.
  private static String says(ProvisionType type, Provision rule) {
    var denied = any(ProvisionType.DENY, rule);
    var permitted = any(ProvisionType.PERMIT, rule);
    var own = rule.type() == type ? "true" : "false";
    return type == ProvisionType.DENY
        ? "(%s && (%s || (%s && !%s)))".formatted(covers(rule), denied, own, permitted)
        : "(%s && !%s && (%s || %s))".formatted(covers(rule), denied, own, permitted);
  }

  private static String any(ProvisionType type, Provision rule) {
    return rule.provisions().stream()
        .map(exception -> says(type, exception))
        .collect(Collectors.joining(" || ", "(false || ", ")"))
        .replace("(false || )", "false");
  }

  private static String covers(Provision rule) {
    var limits = new ArrayList<String>();
    limits.add("true");
    limit(limits, "purpose", rule.purposesOfUse());
    limit(limits, "action", rule.actions().stream().map(Action::code).toList());
    limit(limits, "class", rule.dataClasses().stream().map(DataClass::code).toList());
    if (rule.from() != null) {
      limits.add("context.at >= " + rule.from().getEpochSecond());
    }
    if (rule.until() != null) {
      limits.add("context.at < " + rule.until().getEpochSecond());
    }
    if (rule.researchUse() != null) {
      limits.add(CedarResearch.covers(rule.type(), rule.researchUse()));
    }
    if (!rule.actors().isEmpty()) {
      limits.add(actors(rule));
    }
    return "(" + String.join(" && ", limits) + ")";
  }

  private static void limit(Collection<String> limits, String attribute, Collection<String> codes) {
    if (!codes.isEmpty()) {
      limits.add(
          codes.stream()
              .map(code -> '"' + code + '"')
              .collect(Collectors.joining(", ", "[", "].contains(context." + attribute + ")")));
    }
  }

  private static String actors(Provision rule) {
    var any = new ArrayList<String>();
    for (Party party : rule.actors()) {
      any.add(
          switch (party.kind()) {
            case PERSON -> "context.actor == \"%s\"".formatted(party.id());
            case ROLE -> "context.role == \"%s\"".formatted(party.id());
            case ORGANISATION ->
                "(context has organisation && context.organisation == \"%s\")"
                    .formatted(party.id());
            case CARE_TEAM -> "context.teams.contains(\"%s\")".formatted(party.id());
            case APPLICATION ->
                "(context has application && context.application == \"%s\")".formatted(party.id());
          });
    }
    if (rule.type() == ProvisionType.PERMIT) {
      any.add("context.role == \"service\"");
    }
    return "(" + String.join(" || ", any) + ")";
  }
}
