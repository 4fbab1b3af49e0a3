package org.genomerecord.consent.disclosure;

import java.util.UUID;
import org.genomerecord.record.event.DisclosureEvent;

/// A recorded decision.
///
/// @param event id it is stored under
record Decided(UUID event, DisclosureEvent outcome) {}
