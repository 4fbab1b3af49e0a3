package org.genomerecord.ingestion.quarantine;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.sourcing.Attribution;

/// A file is sealed under the patient's key, and is a submission from here on.
public record ReleaseQuarantined(
    @TargetEntityId AccessionId accession,
    QuarantineReleased released,
    ReceiveSubmission submission,
    Attribution attribution) {}
