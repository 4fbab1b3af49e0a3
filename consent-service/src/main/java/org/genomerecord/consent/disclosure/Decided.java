package org.genomerecord.consent.disclosure;

import org.genomerecord.record.event.DisclosureEvent;

/// A recorded decision.
///
/// @param position in the log
record Decided(long position, DisclosureEvent outcome) {}
