package org.genomerecord.interpretation.issuance;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.sourcing.Attribution;

/// A call set was interpreted, or cannot be.
///
/// @param isCorrection of a file that was settled before
record SettleInterpretation(
    @TargetEntityId CallSetId callSet,
    InterpretationEvent outcome,
    boolean isCorrection,
    Attribution attribution) {}
