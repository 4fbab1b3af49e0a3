package org.genomerecord.ledger.checkpoint;

/// What a log must not sign: it does not continue what the log signed before.
public final class InconsistentCheckpoint extends RuntimeException {
  private static final long serialVersionUID = 1;

  InconsistentCheckpoint(String message) {
    super(message, null, false, false);
  }
}
