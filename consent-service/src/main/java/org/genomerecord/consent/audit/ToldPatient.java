package org.genomerecord.consent.audit;

import java.util.Set;
import org.genomerecord.consent.audit.TrailStatements.Condition;

/// Patients are told everything of their own record that has a sentence.
///
/// @param account the patient's own
record ToldPatient(String account) implements Told {
  private static final Condition WHICH =
      new Condition(" AND x.type IN ('" + String.join("', '", AccessSentence.TYPES) + "')");

  private static final Set<String> DECISIONS =
      Set.of(ReportStatements.PERMITTED, "consent.DisclosureRefused");

  @Override
  public Condition which() {
    return WHICH;
  }

  @Override
  public Access access(AuditEntry entry) {
    return new Access(
        entry.recordedAt,
        AccessSentence.of(entry, account),
        entry.outcome,
        entry.actor,
        entry.role,
        entry.organisation,
        entry.purposeOfUse,
        entry.emergency,
        entry.dataClasses,
        entry.reason,
        DECISIONS.contains(entry.type) ? entry.decision : null);
  }

  @Override
  public int missing(int parked) {
    return parked;
  }
}
