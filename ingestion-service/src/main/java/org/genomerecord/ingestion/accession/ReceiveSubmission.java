package org.genomerecord.ingestion.accession;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.sourcing.Attribution;

/// A laboratory's file is sealed in the vault.
///
/// @param received what is recorded if it is new
public record ReceiveSubmission(
    @TargetEntityId AccessionId accession, SubmissionReceived received, Attribution attribution) {}
