package org.genomerecord.ledger.note;

/// A note that no known key vouches for.
public final class UnverifiedNote extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnverifiedNote(String message) {
    super(message, null, false, false);
  }
}
