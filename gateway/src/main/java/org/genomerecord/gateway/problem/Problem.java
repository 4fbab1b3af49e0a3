package org.genomerecord.gateway.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.genomerecord.gateway.trace.RequestId;

/// One refusal: what kind, what happened this time, and the headers that belong to it. The detail
/// never repeats what the caller sent.
public record Problem(ProblemKind kind, String detail, Map<String, String> headers) {
  /// Media type of problems (RFC 9457).
  public static final String PROBLEM_JSON = "application/problem+json";

  /// Media type of FHIR resources.
  public static final String FHIR_JSON = "application/fhir+json";

  public Problem {
    headers = Map.copyOf(headers);
  }

  /// A problem without headers of its own.
  public Problem(ProblemKind kind, String detail) {
    this(kind, detail, Map.of());
  }

  /// As `application/problem+json`.
  public String problemJson(RequestId requestId) {
    return object()
        .put("type", "urn:genome-record:problem:" + kind.code())
        .put("title", kind.title())
        .put("status", kind.status())
        .put("detail", detail)
        .put("code", kind.code())
        .put("requestId", requestId.text())
        .toString();
  }

  /// As a FHIR R4 OperationOutcome, `application/fhir+json`.
  public String operationOutcomeJson(RequestId requestId) {
    ObjectNode outcome = object().put("resourceType", "OperationOutcome");
    // A resource id: request ids may hold an underscore, which a FHIR id may not.
    outcome.put("id", requestId.text().replace('_', '-'));
    ObjectNode issue = outcome.putArray("issue").addObject();
    issue.put("severity", kind == ProblemKind.FAULT ? "fatal" : "error");
    issue.put("code", kind.issueType());
    issue
        .putObject("details")
        .put("text", kind.title())
        .putArray("coding")
        .addObject()
        .put("system", "urn:genome-record:problem")
        .put("code", kind.code());
    issue.put("diagnostics", detail);
    return outcome.toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
