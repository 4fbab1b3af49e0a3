package org.genomerecord.ingestion.accession;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.sourcing.Attribution;

/// A laboratory takes a result back.
public record WithdrawSubmission(
    @TargetEntityId AccessionId accession,
    WithdrawalReason reason,
    Instant withdrawnAt,
    Attribution attribution) {}
