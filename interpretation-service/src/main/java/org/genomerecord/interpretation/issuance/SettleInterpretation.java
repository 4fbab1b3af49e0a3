package org.genomerecord.interpretation.issuance;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.sourcing.Attribution;

/// A call set was interpreted, or cannot be.
record SettleInterpretation(
    @TargetEntityId CallSetId callSet, InterpretationEvent outcome, Attribution attribution) {}
