package org.genomerecord.consent.emergency;

import java.time.Duration;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Attribution;

/// A clinician declares an emergency of one patient.
///
/// @param lasts from the attribution's time on
/// @param statement what the clinician wrote, sealed
record DeclareEmergency(
    @TargetEntityId Pseudonym patient,
    EmergencyAccessId emergency,
    EmergencyEvent.Reason reason,
    Duration lasts,
    Sealed statement,
    Attribution attribution) {}
