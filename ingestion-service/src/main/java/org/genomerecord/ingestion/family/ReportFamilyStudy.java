package org.genomerecord.ingestion.family;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.FamilyStudyId;
import org.genomerecord.record.sourcing.Attribution;

/// A laboratory's study of two relatives is sealed.
///
/// @param reported what is recorded if it is new
public record ReportFamilyStudy(
    @TargetEntityId FamilyStudyId study, FamilyStudyReported reported, Attribution attribution) {}
