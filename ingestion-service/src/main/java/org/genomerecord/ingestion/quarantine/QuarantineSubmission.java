package org.genomerecord.ingestion.quarantine;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.sourcing.Attribution;

/// A file is sealed under its quarantine key.
public record QuarantineSubmission(
    @TargetEntityId LaboratoryId laboratory,
    SubmissionQuarantined quarantined,
    int filesMax,
    long bytesMax,
    Attribution attribution) {}
