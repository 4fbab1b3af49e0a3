package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to a patient's subject key between enrolment and erasure.
public sealed interface SubjectKeyEvent extends PatientEvent {

  /// The patient has a new generation of the subject key. Whatever is sealed from here on is sealed
  /// under it; earlier generations still open what was sealed before.
  ///
  /// @param keyGeneration the new one
  @Event(namespace = "consent", name = "SubjectKeyRenewed", version = "1")
  record SubjectKeyRenewed(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      int keyGeneration,
      Instant renewedAt)
      implements SubjectKeyEvent {}
}
