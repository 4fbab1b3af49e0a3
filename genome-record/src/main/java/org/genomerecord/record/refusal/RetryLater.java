package org.genomerecord.record.refusal;

/// A bound is reached, and it is known when it will not be any more.
public final class RetryLater extends Refusal {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  /// @param seconds after which to try again (RFC 9110 section 10.2.3), at least 1
  public RetryLater(String code, String message, long seconds) {
    super(Category.BUSY, code, message);
    this.seconds = Math.max(1, seconds);
  }

  public long seconds() {
    return seconds;
  }
}
