package org.genomerecord.ledger.audit;

/// Something that is not as it has to be. Holds no payload: pseudonyms, ids and positions only.
///
/// @param check that found it
/// @param message what does not hold, one sentence
public record Discrepancy(Check check, Place place, String message) {}
