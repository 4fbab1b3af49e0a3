package org.genomerecord.consent.audit;

import java.util.List;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// A compliance officer looks at a patient's audit trail.
record QueryAuditTrail(@TargetEntityId Pseudonym patient, Attribution attribution) {
  /// What is recorded of it, always: looking leaves a trace.
  List<AuditEvent> decide() {
    return List.of(new AuditTrailQueried(patient, attribution.at()));
  }
}
