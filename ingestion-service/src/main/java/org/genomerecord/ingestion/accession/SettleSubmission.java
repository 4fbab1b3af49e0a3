package org.genomerecord.ingestion.accession;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// A submitted file was validated.
///
/// @param file that was validated
/// @param outcome accepted or refused
/// @param correction why the laboratory put it in the place of what was accepted; null: it did not
public record SettleSubmission(
    @TargetEntityId AccessionId accession,
    VaultFile file,
    AccessionEvent outcome,
    @Nullable WithdrawalReason correction,
    Attribution attribution) {}
