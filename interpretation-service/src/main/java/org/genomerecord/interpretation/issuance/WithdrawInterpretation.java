package org.genomerecord.interpretation.issuance;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// The laboratory took back the result that is interpreted, or was to be.
record WithdrawInterpretation(
    @TargetEntityId CallSetId callSet,
    AccessionId accession,
    Pseudonym patient,
    WithdrawalReason reason,
    Instant withdrawnAt,
    Attribution attribution) {}
