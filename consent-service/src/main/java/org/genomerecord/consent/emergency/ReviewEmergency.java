package org.genomerecord.consent.emergency;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// A compliance officer reviews an emergency access.
///
/// @param finding what the officer wrote, sealed; null: the patient was erased
record ReviewEmergency(
    @TargetEntityId EmergencyAccessId emergency,
    EmergencyEvent.Outcome outcome,
    @Nullable Sealed finding,
    Attribution attribution) {}
