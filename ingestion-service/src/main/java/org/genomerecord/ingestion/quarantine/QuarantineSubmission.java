package org.genomerecord.ingestion.quarantine;

import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.sourcing.Attribution;

/// A file is sealed under its quarantine key.
public record QuarantineSubmission(
    LaboratoryId laboratory,
    AccessionId accession,
    SubmissionQuarantined quarantined,
    int filesMax,
    long bytesMax,
    Attribution attribution) {}
