package org.genomerecord.ingestion.laboratory;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.sourcing.Attribution;

/// An operator changes how a laboratory is kept.
public record ChangeLaboratory(
    @TargetEntityId LaboratoryId laboratory, LaboratoryChange change, Attribution attribution) {}
