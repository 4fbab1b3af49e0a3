package org.genomerecord.consent.erasure;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.LegalHoldId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// A compliance officer ends a legal hold.
record LiftLegalHold(
    @TargetEntityId Pseudonym patient, LegalHoldId hold, Grounds grounds, Attribution attribution)
    implements ErasureCommand {}
