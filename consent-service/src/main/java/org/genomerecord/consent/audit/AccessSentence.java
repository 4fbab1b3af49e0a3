package org.genomerecord.consent.audit;

import java.util.List;
import org.genomerecord.consent.words.PlainWords;
import org.jspecify.annotations.Nullable;

/// Says in one sentence what an entry means to the patient whom it is about.
final class AccessSentence {
  /// What patients are told of: who saw or wanted to see something of theirs, who may act for them,
  /// and what becomes of their record as a whole.
  static final List<String> TYPES =
      List.of(
          "consent.DisclosurePermitted",
          "consent.DisclosureRefused",
          "consent.EmergencyAccessDeclared",
          "consent.EmergencyAccessReviewed",
          "consent.ProxyAppointed",
          "consent.ProxyEnded",
          "consent.ErasureRequested",
          "consent.ErasureCancelled",
          "consent.ErasureRefused",
          "consent.ErasureBegun",
          "consent.PatientErased",
          "consent.LegalHoldPlaced",
          "consent.LegalHoldLifted",
          "ingestion.FamilyStudyReported",
          "ingestion.SubmissionMovedIn",
          "ingestion.SubmissionSuperseded",
          "ingestion.SubmissionWithdrawn",
          "consent.EmergencyReviewClosed",
          "access.AccessRefused",
          "consent.AuditTrailQueried",
          "consent.AuditTrailExported");

  private AccessSentence() {}

  /// @param account the patient's own
  static String of(AuditEntry entry, String account) {
    return who(entry, account) + " " + did(entry) + ".";
  }

  /// With this role only patients and who acts for them get as far as not to be refused.
  private static String who(AuditEntry entry, String account) {
    if (!entry.role.equals("patient")) {
      return other(entry.actor, entry.role, entry.organisation);
    }
    if (entry.outcome.equals("refused") && !entry.type.equals("consent.ErasureRefused")) {
      return "A patient's account";
    }
    return entry.actor.equals(account) ? "You" : "Somebody who acts for you";
  }

  /// Ids of people and organisations are those that tokens have: no other names are kept.
  static String other(String actor, String role, @Nullable String organisation) {
    var from = organisation == null ? "" : ", " + organisation;
    return actor + " (" + PlainWords.ofRole(role) + from + ")";
  }

  private static String lookedAt(@Nullable String subject) {
    var question = subject == null ? "" : subject.substring(subject.lastIndexOf(' ') + 1);
    return switch (question) {
      case "enrolment" -> "which record belongs to your record number";
      case "proxies" -> "who may act for you";
      case "legal-holds" -> "whether your record has to be kept";
      case "erasure" -> "whether your record is to be erased";
      case "subject-key" -> "which key your record is sealed with";
      default -> "who had access to your record";
    };
  }

  private static String did(AuditEntry entry) {
    return switch (entry.type) {
      case "consent.DisclosurePermitted" ->
          "%s %s for %s"
              .formatted(
                  PlainWords.done(entry.action),
                  PlainWords.dataOf("your", entry.dataClasses),
                  PlainWords.ofPurpose(entry.purposeOfUse));
      case "consent.DisclosureRefused" ->
          "asked to %s your data for %s and was refused: %s"
              .formatted(
                  PlainWords.ofAction(entry.action),
                  PlainWords.ofPurpose(entry.purposeOfUse),
                  PlainWords.toldReason(entry.reason));
      case "access.AccessRefused" ->
          "tried to get at your record and was turned away: " + PlainWords.toldReason(entry.reason);
      case "consent.EmergencyAccessDeclared" ->
          "declared an emergency, which lets them read your record for a short time";
      case "consent.EmergencyAccessReviewed" ->
          "reviewed an emergency in which your record could be read";
      case "consent.ProxyAppointed" -> "appointed somebody to act for you";
      case "consent.ProxyEnded" -> "ended that somebody acts for you";
      case "consent.ErasureRequested" -> "asked for your record to be erased";
      case "consent.ErasureCancelled" -> "took back the request to erase your record";
      case "consent.ErasureRefused" ->
          "asked for your record to be erased, which was refused: "
              + PlainWords.toldReason(entry.reason);
      case "consent.ErasureBegun" -> "began to erase your record: from here on nobody can read it";
      case "consent.PatientErased" -> "erased your record: its key is destroyed";
      case "consent.LegalHoldPlaced" -> "ordered your record to be kept, which the law allows";
      case "consent.LegalHoldLifted" -> "lifted the order to keep your record";
      case "ingestion.FamilyStudyReported" ->
          "reported what you and somebody else are to each other";
      case "ingestion.SubmissionMovedIn" ->
          "added a result of yours, which had been kept in a wrong place";
      case "ingestion.SubmissionSuperseded" ->
          "put another result in the place of one of yours: " + PlainWords.toldReason(entry.reason);
      case "ingestion.SubmissionWithdrawn" ->
          "withdrew a result of yours: " + PlainWords.toldReason(entry.reason);
      case "consent.EmergencyReviewClosed" ->
          "closed the review of an emergency, as your record was erased";
      case "consent.AuditTrailQueried" -> "looked at " + lookedAt(entry.subject);
      case "consent.AuditTrailExported" -> "took a copy of who had access to your record";
      default -> "did something that is recorded as " + entry.type;
    };
  }
}
