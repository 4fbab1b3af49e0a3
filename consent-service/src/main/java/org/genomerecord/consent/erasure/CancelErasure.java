package org.genomerecord.consent.erasure;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// The patient takes the request back.
record CancelErasure(@TargetEntityId Pseudonym patient, Attribution attribution)
    implements ErasureCommand {}
