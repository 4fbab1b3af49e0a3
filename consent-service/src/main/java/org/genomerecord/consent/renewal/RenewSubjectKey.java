package org.genomerecord.consent.renewal;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// A compliance officer has a patient's subject key renewed. To be sent once the new generation is
/// stored.
record RenewSubjectKey(
    @TargetEntityId Pseudonym patient, int keyGeneration, Attribution attribution) {}
