package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to a file that waits for a patient or a consent. It is not the patient's yet: it is
/// sealed under a key of its own, and its accession begins when it is released.
public sealed interface QuarantineEvent {
  /// The laboratory whose quarantine it is.
  LaboratoryId quarantine();

  /// The accession that the file was submitted as.
  AccessionId quarantined();

  /// The refusal that put it there, and that its key is named by.
  DecisionId decision();

  /// A file was submitted of a patient who is not known, or who has no consent on record. One under
  /// the same accession takes the place of the one before.
  ///
  /// @param reason of the refusal: `patient-unknown` or `no-consent`
  /// @param file sealed under the quarantine key
  /// @param sealed under the quarantine key: what the laboratory says about the file
  @Event(namespace = "ingestion", name = "SubmissionQuarantined", version = "1")
  record SubmissionQuarantined(
      @EventTag(key = "quarantine") LaboratoryId quarantine,
      @EventTag(key = "quarantined") AccessionId quarantined,
      DecisionId decision,
      String reason,
      VaultFile file,
      Sealed sealed,
      Instant expiresAt,
      Instant quarantinedAt)
      implements QuarantineEvent, SealedEvent {}

  /// Somebody released it to a patient; the submission stands in the same append.
  ///
  /// @param permit the decision that permits to collect it now
  /// @param reason a code, such as `registered`
  @Event(namespace = "ingestion", name = "QuarantineReleased", version = "1")
  record QuarantineReleased(
      @EventTag(key = "quarantine") LaboratoryId quarantine,
      @EventTag(key = "quarantined") AccessionId quarantined,
      @EventTag(key = "patient") Pseudonym patient,
      DecisionId decision,
      DecisionId permit,
      String reason,
      Instant releasedAt)
      implements QuarantineEvent {}

  /// It was given up.
  ///
  /// @param reason a code, such as `sent-in-error`
  @Event(namespace = "ingestion", name = "QuarantineDiscarded", version = "1")
  record QuarantineDiscarded(
      @EventTag(key = "quarantine") LaboratoryId quarantine,
      @EventTag(key = "quarantined") AccessionId quarantined,
      DecisionId decision,
      String reason,
      Instant discardedAt)
      implements QuarantineEvent {}

  /// Nobody released it in time.
  @Event(namespace = "ingestion", name = "QuarantineExpired", version = "1")
  record QuarantineExpired(
      @EventTag(key = "quarantine") LaboratoryId quarantine,
      @EventTag(key = "quarantined") AccessionId quarantined,
      DecisionId decision,
      Instant expiredAt)
      implements QuarantineEvent {}
}
