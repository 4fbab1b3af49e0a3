package org.genomerecord.interpretation.issuance;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.sourcing.Attribution;

/// An issued call set was interpreted again, and it says something else.
public record AmendInterpretation(
    @TargetEntityId CallSetId callSet, InterpretationAmended amendment, Attribution attribution) {}
