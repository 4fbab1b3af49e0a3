package org.genomerecord.consent.erasure;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Erase a patient.
///
/// @param grounds null if the patient asks
/// @param notBefore the patient may cancel until then
record RequestErasure(
    @TargetEntityId Pseudonym patient,
    @Nullable Grounds grounds,
    Instant notBefore,
    Attribution attribution)
    implements ErasureCommand {}
