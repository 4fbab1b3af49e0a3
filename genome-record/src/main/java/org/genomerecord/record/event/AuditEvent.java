package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to the audit trail itself: looking at it leaves a trace too.
public sealed interface AuditEvent {

  /// A compliance officer read a patient's audit trail.
  @Event(namespace = "consent", name = "AuditTrailQueried", version = "1")
  record AuditTrailQueried(@EventTag(key = "patient") Pseudonym patient, Instant queriedAt)
      implements AuditEvent {}
}
