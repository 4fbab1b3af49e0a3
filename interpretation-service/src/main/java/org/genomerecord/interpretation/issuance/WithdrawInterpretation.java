package org.genomerecord.interpretation.issuance;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.sourcing.Attribution;

/// The laboratory took back the result that is interpreted, or was to be.
record WithdrawInterpretation(
    @TargetEntityId CallSetId callSet,
    SubmissionWithdrawn result,
    Instant withdrawnAt,
    Attribution attribution) {}
