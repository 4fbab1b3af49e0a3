package org.genomerecord.ledger.audit;

/// What the events do not say, and what is therefore not proven even if nothing was found.
///
/// @param statement what is not proven, and why
/// @param events how many events it concerns, or -1 if it is not about single events
public record Unproven(String statement, long events) {}
