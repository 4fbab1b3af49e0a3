package org.genomerecord.ledger.note;

/// A signature that was verified.
///
/// @param timestampSeconds when the signer says it signed, since the epoch; 0 if it does not say
public record Verified(VerifierKey key, long timestampSeconds) {}
