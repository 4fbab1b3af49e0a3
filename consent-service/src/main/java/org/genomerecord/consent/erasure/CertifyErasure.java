package org.genomerecord.consent.erasure;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// Certify an erasure. To be sent only once the keys are found to be gone.
record CertifyErasure(
    @TargetEntityId Pseudonym patient, Instant keyBackupsExpireAt, Attribution attribution)
    implements ErasureCommand {}
