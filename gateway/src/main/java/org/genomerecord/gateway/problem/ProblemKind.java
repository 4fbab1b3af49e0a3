package org.genomerecord.gateway.problem;

/// Every way in which the gateway itself says no. The code is stable: callers may program against
/// it.
public enum ProblemKind {
  UNACCEPTABLE_PATH(400, "unacceptable-path", "The path is not written plainly", "invalid"),
  UNACCEPTABLE_FRAMING(400, "unacceptable-framing", "The end of the body is not clear", "invalid"),
  TOKEN_MISSING(401, "token-missing", "An access token is needed", "login"),
  TOKEN_REFUSED(401, "token-refused", "The access token is not acceptable", "login"),
  NOT_FOUND(404, "not-found", "There is nothing at this path", "not-found"),
  METHOD_NOT_ALLOWED(
      405, "method-not-allowed", "The path does not know this method", "not-supported"),
  BODY_TOO_SLOW(408, "body-too-slow", "The body stopped coming", "timeout"),
  BODY_TOO_LARGE(413, "body-too-large", "The body is too large", "too-long"),
  TOO_MANY_UNDER_WAY(
      429, "too-many-under-way", "Too many requests of one caller are under way", "throttled"),
  FAULT(500, "fault", "Something went wrong here", "exception"),
  IDENTITY_UNAVAILABLE(503, "identity-unavailable", "Tokens cannot be verified now", "transient"),
  SERVICE_UNAVAILABLE(503, "service-unavailable", "The service cannot be reached now", "transient"),
  SERVICE_TIMEOUT(504, "service-timeout", "The service did not answer in time", "timeout");

  private final int status;
  private final String code;
  private final String title;
  private final String issueType;

  ProblemKind(int status, String code, String title, String issueType) {
    this.status = status;
    this.code = code;
    this.title = title;
    this.issueType = issueType;
  }

  /// HTTP status.
  public int status() {
    return status;
  }

  /// Stable code, also the end of the problem's type.
  public String code() {
    return code;
  }

  /// The same words for every problem of this kind (RFC 9457, 3.1.3).
  public String title() {
    return title;
  }

  /// Code of <http://hl7.org/fhir/issue-type>, for OperationOutcomes.
  public String issueType() {
    return issueType;
  }
}
