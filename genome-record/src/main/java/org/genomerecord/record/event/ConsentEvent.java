package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What can happen to a consent, in the words of the FHIR Consent resource.
public sealed interface ConsentEvent extends PatientEvent {
  ConsentId consent();

  /// The patient granted a consent.
  @Event(namespace = "consent", name = "ConsentGranted", version = "1")
  record ConsentGranted(
      @EventTag(key = "consent") ConsentId consent,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Provision provision,
      Instant grantedAt)
      implements ConsentEvent {}

  /// The patient withdrew a consent: no decision made from here on rests on it.
  @Event(namespace = "consent", name = "ConsentWithdrawn", version = "1")
  record ConsentWithdrawn(
      @EventTag(key = "consent") ConsentId consent,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Instant withdrawnAt)
      implements ConsentEvent {}
}
