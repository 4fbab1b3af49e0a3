package org.genomerecord.ledger.tree;

/// A proof that proves nothing. The message names the condition that does not hold.
public final class InvalidProof extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidProof(String condition) {
    super(condition, null, false, false);
  }
}
