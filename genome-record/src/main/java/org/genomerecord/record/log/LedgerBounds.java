package org.genomerecord.record.log;

/// How much is done in one round.
///
/// @param eventsMax new events in one checkpoint; what is left comes into the next, at once
/// @param pageEvents events that are read together
/// @param recheckTiles tiles of 256 events that are compared again with what was signed
public record LedgerBounds(int eventsMax, int pageEvents, int recheckTiles) {
  /// @throws IllegalArgumentException if one is not positive
  public LedgerBounds {
    if (eventsMax < 1 || pageEvents < 1 || recheckTiles < 1) {
      throw new IllegalArgumentException("the bounds of a round are positive");
    }
  }
}
