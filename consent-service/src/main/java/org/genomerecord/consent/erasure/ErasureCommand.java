package org.genomerecord.consent.erasure;

import org.genomerecord.record.sourcing.Attribution;

/// A step on the way to erasure, or against it.
sealed interface ErasureCommand
    permits RequestErasure,
        CancelErasure,
        BeginErasure,
        CertifyErasure,
        PlaceLegalHold,
        LiftLegalHold {
  Attribution attribution();
}
