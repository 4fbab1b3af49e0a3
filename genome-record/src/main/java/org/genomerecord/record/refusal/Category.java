package org.genomerecord.record.refusal;

/// The eight kinds of refusal. Each maps to one HTTP status, so that a caller can tell what to do
/// next.
public enum Category {
  /// The request itself is wrong; sending it again unchanged cannot help.
  INCORRECT(400),
  /// The caller is known and may not do this.
  FORBIDDEN(403),
  /// There is no such thing, or the caller may not know that there is.
  NOT_FOUND(404),
  /// The request contradicts what is already on record.
  CONFLICT(409),
  /// The content is understood and cannot be accepted.
  UNSUPPORTED(422),
  /// A bound is reached; try again later.
  BUSY(429),
  /// Something this needs does not answer; try again later.
  UNAVAILABLE(503),
  /// A defect on our side.
  FAULT(500);

  private final int status;

  Category(int status) {
    this.status = status;
  }

  /// The HTTP status code (RFC 9110 section 15).
  public int status() {
    return status;
  }
}
