package org.genomerecord.ledger.text;

/// Bytes or text that are not what they should be. The message says what was expected and holds
/// nothing of the content. Without a stack trace: it is an answer, not a fault.
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Malformed(String message) {
    super(message, null, false, false);
  }
}
