package org.genomerecord.record.event;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What can happen on the way to the erasure of a patient: the destruction of all subject keys.
///
/// Reasons are codes, and references are numbers of cases: whatever identifies the patient would
/// outlive the erasure here.
public sealed interface ErasureEvent extends PatientEvent {

  /// The patient asked for erasure, or a compliance officer on the patient's behalf.
  ///
  /// @param reason code; null if the patient asked, who needs none
  /// @param reference of the case, if there is one
  /// @param notBefore the patient may cancel until then
  @Event(namespace = "consent", name = "ErasureRequested", version = "1")
  record ErasureRequested(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      @Nullable String reason,
      @Nullable String reference,
      Instant notBefore,
      Instant requestedAt)
      implements ErasureEvent {}

  /// The patient took the request back in time.
  @Event(namespace = "consent", name = "ErasureCancelled", version = "1")
  record ErasureCancelled(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Instant cancelledAt)
      implements ErasureEvent {}

  /// An erasure was refused, and a request for it that was open is closed.
  ///
  /// @param reason stable code, such as `legal-hold`
  @Event(namespace = "consent", name = "ErasureRefused", version = "1")
  record ErasureRefused(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      String reason,
      Instant refusedAt)
      implements ErasureEvent {}

  /// A compliance officer forbade erasure.
  ///
  /// @param reason code
  /// @param reference of the case, if there is one
  @Event(namespace = "consent", name = "LegalHoldPlaced", version = "1")
  record LegalHoldPlaced(
      LegalHoldId hold,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      String reason,
      @Nullable String reference,
      Instant placedAt)
      implements ErasureEvent {}

  /// A compliance officer ended a legal hold.
  ///
  /// @param reason code
  /// @param reference of the case, if there is one
  @Event(namespace = "consent", name = "LegalHoldLifted", version = "1")
  record LegalHoldLifted(
      LegalHoldId hold,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      String reason,
      @Nullable String reference,
      Instant liftedAt)
      implements ErasureEvent {}

  /// From here on nothing is permitted any more and there is no way back. The keys are destroyed
  /// next.
  ///
  /// @param keyGenerations that there are
  @Event(namespace = "consent", name = "ErasureBegun", version = "1")
  record ErasureBegun(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      List<Integer> keyGenerations,
      Instant begunAt)
      implements ErasureEvent {
    public ErasureBegun {
      keyGenerations = List.copyOf(keyGenerations);
    }
  }

  /// The certificate of an erasure. Recorded only once the keys are found to be gone.
  ///
  /// @param keyGenerations that were destroyed
  /// @param unreadableSince nothing that is online opens any more
  /// @param keyBackupsExpireAt the last backup that may hold the keys is deleted by then: from then
  ///   on nothing opens at all
  @Event(namespace = "consent", name = "PatientErased", version = "1")
  record PatientErased(
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      List<Integer> keyGenerations,
      Instant unreadableSince,
      Instant keyBackupsExpireAt)
      implements ErasureEvent {
    public PatientErased {
      keyGenerations = List.copyOf(keyGenerations);
    }
  }
}
