package org.genomerecord.record.event;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What can happen to a patient's enrolment.
public sealed interface EnrolmentEvent extends PatientEvent {

  /// A clinician enrolled a patient.
  ///
  /// @param identifierIndex keyed digest of issuer and record number: finds the patient, tells
  ///   nothing
  /// @param accountIndex keyed digest of the patient's sign-in account, if one is linked
  /// @param keyGeneration of the subject key made at enrolment
  /// @param sealed issuer, record number and name
  @Event(namespace = "consent", name = "PatientEnrolled", version = "1")
  record PatientEnrolled(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      @EventTag(key = "identifier") String identifierIndex,
      @EventTag(key = "account") @Nullable String accountIndex,
      int keyGeneration,
      Sealed sealed)
      implements EnrolmentEvent, SealedEvent {}
}
