package org.genomerecord.interpretation.report;

import org.genomerecord.record.refusal.Category;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/// Writes a refusal as a FHIR `OperationOutcome`.
public final class RefusalOutcome {
  private RefusalOutcome() {}

  /// @param code stable and machine-readable
  /// @param detail one sentence for a person, without patient data
  public static OperationOutcome of(Category category, String code, String detail) {
    var outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(category == Category.FAULT ? IssueSeverity.FATAL : IssueSeverity.ERROR)
        .setCode(issueType(category))
        .setDetails(Codes.concept(Codes.REFUSAL, code, detail));
    return outcome;
  }

  private static IssueType issueType(Category category) {
    return switch (category) {
      case INCORRECT -> IssueType.INVALID;
      case FORBIDDEN -> IssueType.FORBIDDEN;
      case NOT_FOUND -> IssueType.NOTFOUND;
      case CONFLICT -> IssueType.CONFLICT;
      case UNSUPPORTED -> IssueType.NOTSUPPORTED;
      case BUSY -> IssueType.THROTTLED;
      case UNAVAILABLE -> IssueType.TRANSIENT;
      case FAULT -> IssueType.EXCEPTION;
    };
  }
}
