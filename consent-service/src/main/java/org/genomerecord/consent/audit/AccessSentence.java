package org.genomerecord.consent.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says in one sentence what an entry means to the patient whom it is about.
final class AccessSentence {
  /// What patients are told of: who saw or wanted to see something of theirs.
  static final List<String> TYPES =
      List.of(
          "consent.DisclosurePermitted",
          "consent.DisclosureRefused",
          "consent.EmergencyAccessDeclared",
          "consent.EmergencyAccessReviewed",
          "access.AccessRefused",
          "consent.AuditTrailQueried",
          "consent.AuditTrailExported");

  private AccessSentence() {}

  static String of(AuditEntry entry) {
    var who =
        entry.role.equals("patient") && !entry.outcome.equals("refused")
            ? "You" // nobody else with this role gets as far
            : who(entry.actor, entry.role, entry.organisation);
    return who + " " + did(entry) + ".";
  }

  /// Ids of people and organisations are those that tokens have: no other names are kept.
  private static String who(String actor, String role, @Nullable String organisation) {
    if (role.equals("patient")) {
      return "A patient's account";
    }
    var from = organisation == null ? "" : ", " + organisation;
    return actor + " (" + PlainWords.role(role) + from + ")";
  }

  private static String did(AuditEntry entry) {
    return switch (entry.type) {
      case "consent.DisclosurePermitted" ->
          "%s %s %s"
              .formatted(
                  PlainWords.done(entry.action),
                  PlainWords.data(entry.dataClasses),
                  PlainWords.purpose(entry.purposeOfUse));
      case "consent.DisclosureRefused" ->
          "asked to %s your data %s and was refused: %s"
              .formatted(
                  PlainWords.toDo(entry.action),
                  PlainWords.purpose(entry.purposeOfUse),
                  PlainWords.reason(entry.reason));
      case "access.AccessRefused" ->
          "tried to get at your record and was turned away: " + PlainWords.reason(entry.reason);
      case "consent.EmergencyAccessDeclared" ->
          "declared an emergency, which lets them read your record for a short time";
      case "consent.EmergencyAccessReviewed" ->
          "reviewed an emergency in which your record could be read";
      case "consent.AuditTrailQueried" -> "looked at who had access to your record";
      case "consent.AuditTrailExported" -> "took a copy of who had access to your record";
      default -> "did something that is recorded as " + entry.type;
    };
  }
}
