package org.genomerecord.consent.audit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.consent.audit.TrailStatements.Condition;
import org.genomerecord.consent.words.PlainWords;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.ProxyId;

/// Who acts for a patient is told what others did, and what of it they may see themselves. The rest
/// is not there: neither what the patient said, did or was refused by, nor who else acts.
///
/// A new kind of event is not told until it is written here.
///
/// @param proxy their appointment
/// @param account their own
/// @param dataClasses that they may see now
record ToldProxy(ProxyId proxy, String account, Set<DataClass> dataClasses) implements Told {
  static final String APPOINTED = "consent.ProxyAppointed";

  /// Of others' acts, about no class of data.
  static final List<String> ALWAYS =
      List.of(
          "consent.EmergencyAccessDeclared",
          "consent.EmergencyAccessReviewed",
          "consent.LegalHoldPlaced",
          "consent.LegalHoldLifted");

  private static final String PATIENT = "patient";

  /// A disclosure of no known class could be one of what is private.
  private static final String WHICH =
      " AND (x.type IN ('"
          + String.join("', '", ALWAYS)
          + "') OR (x.type = '"
          + APPOINTED
          + "' AND x.subject = ?) OR (x.type = '"
          + ReportStatements.PERMITTED
          + "' AND (x.role <> '"
          + PATIENT
          + "' OR x.actor = ?) AND x.data_classes <> ''"
          + " AND string_to_array(x.data_classes, ' ') <@ string_to_array(?, ' ')))";

  ToldProxy {
    dataClasses = Set.copyOf(dataClasses);
  }

  @Override
  public Condition which() {
    return new Condition(
        WHICH,
        ConsentMeanings.appointed(proxy),
        account,
        dataClasses.stream().map(DataClass::code).sorted().collect(Collectors.joining(" ")));
  }

  /// Without the reason: of a legal hold it is a matter of the officer and the patient.
  @Override
  public Access access(AuditEntry entry) {
    return new Access(
        entry.recordedAt,
        who(entry) + " " + did(entry) + ".",
        entry.outcome,
        isPatients(entry) ? PATIENT : entry.actor,
        entry.role,
        entry.organisation,
        entry.purposeOfUse,
        entry.emergency,
        entry.dataClasses,
        null,
        null);
  }

  /// Some of what is missing could be what is not told.
  @Override
  public int missing(int parked) {
    return 0;
  }

  /// Others who act are not told of, so that another one with this role is the patient.
  private boolean isPatients(AuditEntry entry) {
    return entry.role.equals(PATIENT) && !entry.actor.equals(account);
  }

  private String who(AuditEntry entry) {
    if (entry.role.equals(PATIENT)) {
      return isPatients(entry) ? "The patient" : "You";
    }
    return AccessSentence.other(entry.actor, entry.role, entry.organisation);
  }

  private static String did(AuditEntry entry) {
    return switch (entry.type) {
      case ReportStatements.PERMITTED ->
          "%s %s for %s"
              .formatted(
                  PlainWords.done(entry.action),
                  PlainWords.dataOf("the patient's", entry.dataClasses),
                  PlainWords.ofPurpose(entry.purposeOfUse));
      case APPOINTED -> "appointed you to act for the patient";
      case "consent.EmergencyAccessDeclared" ->
          "declared an emergency, which lets them read the patient's record for a short time";
      case "consent.EmergencyAccessReviewed" ->
          "reviewed an emergency in which the patient's record could be read";
      case "consent.LegalHoldPlaced" ->
          "ordered the patient's record to be kept, which the law allows";
      case "consent.LegalHoldLifted" -> "lifted the order to keep the patient's record";
      default -> throw new IllegalArgumentException("nobody is told of " + entry.type);
    };
  }
}
