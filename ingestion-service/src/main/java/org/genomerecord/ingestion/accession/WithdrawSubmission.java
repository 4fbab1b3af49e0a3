package org.genomerecord.ingestion.accession;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// A laboratory takes a result back.
///
/// @param expected the file that is to be in force, or withdrawn already for the same reason; null:
///   whatever is
public record WithdrawSubmission(
    @TargetEntityId AccessionId accession,
    WithdrawalReason reason,
    @Nullable VaultFile expected,
    Instant withdrawnAt,
    Attribution attribution) {}
