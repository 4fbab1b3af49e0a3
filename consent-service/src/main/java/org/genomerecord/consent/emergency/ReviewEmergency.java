package org.genomerecord.consent.emergency;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Attribution;

/// A compliance officer reviews an emergency access.
///
/// @param finding what the officer wrote, sealed
record ReviewEmergency(
    @TargetEntityId EmergencyAccessId emergency,
    EmergencyEvent.Outcome outcome,
    Sealed finding,
    Attribution attribution) {}
