package org.genomerecord.ledger.witness;

/// A witness that gave no usable answer: not reached, too slow, or not following the protocol. To
/// be asked again later.
public final class WitnessAway extends Exception {
  private static final long serialVersionUID = 1;

  WitnessAway(String message) {
    super(message);
  }
}
