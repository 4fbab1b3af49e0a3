package org.genomerecord.interpretation.issuance;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.sourcing.Attribution;

/// A counsellor dealt with the duty to contact a patient again.
public record CloseRecontact(
    @TargetEntityId CallSetId callSet, RecontactClosed closed, Attribution attribution) {
  InterpretationId interpretation() {
    return closed.interpretation();
  }
}
