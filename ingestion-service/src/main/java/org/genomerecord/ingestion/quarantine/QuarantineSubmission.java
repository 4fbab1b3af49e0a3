package org.genomerecord.ingestion.quarantine;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.sourcing.Attribution;

/// A file is sealed under its quarantine key.
public record QuarantineSubmission(
    @TargetEntityId AccessionId accession,
    SubmissionQuarantined quarantined,
    Attribution attribution) {}
