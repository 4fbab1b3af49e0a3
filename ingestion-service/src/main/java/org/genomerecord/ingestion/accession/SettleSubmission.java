package org.genomerecord.ingestion.accession;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.sourcing.Attribution;

/// A submitted file was validated.
///
/// @param file that was validated
/// @param outcome accepted or refused
public record SettleSubmission(
    @TargetEntityId AccessionId accession,
    VaultFile file,
    AccessionEvent outcome,
    Attribution attribution) {}
