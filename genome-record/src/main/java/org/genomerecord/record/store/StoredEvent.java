package org.genomerecord.record.store;

/// An event in the log.
///
/// @param position gapless from 0; its order is commit order
public record StoredEvent(long position, Envelope envelope) {}
