package org.genomerecord.consent.fhir;

import org.genomerecord.record.edge.Problem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/// Refusals as FHIR `OperationOutcome`. Pure.
final class Outcomes {
  private static final String PROBLEM = "urn:genome-record:problem";

  private Outcomes() {}

  /// @param expression FHIRPath of the element that is refused, if it is one
  static String json(Problem problem, @Nullable String expression) {
    var outcome = new OperationOutcome();
    var issue =
        outcome
            .addIssue()
            .setSeverity(problem.status() == 500 ? IssueSeverity.FATAL : IssueSeverity.ERROR)
            .setCode(type(problem.status()))
            .setDetails(
                new CodeableConcept(new Coding(PROBLEM, problem.code(), null))
                    .setText(problem.detail()));
    if (expression != null) {
      issue.addExpression(expression);
    }
    return FhirJson.write(outcome);
  }

  private static IssueType type(int status) {
    return switch (status) {
      case 401 -> IssueType.LOGIN;
      case 403 -> IssueType.FORBIDDEN;
      case 404 -> IssueType.NOTFOUND;
      case 409, 412 -> IssueType.CONFLICT;
      case 422 -> IssueType.NOTSUPPORTED;
      case 429 -> IssueType.THROTTLED;
      case 500 -> IssueType.EXCEPTION;
      case 503 -> IssueType.TRANSIENT;
      default -> IssueType.INVALID;
    };
  }
}
