package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to the key of one quarantined file.
public sealed interface QuarantineKeyEvent {
  /// The refusal that it was made for, and is named by.
  DecisionId decision();

  /// It was made, and given out to seal the file.
  @Event(namespace = "consent", name = "QuarantineKeyMade", version = "1")
  record QuarantineKeyMade(@EventTag(key = "decision") DecisionId decision, Instant madeAt)
      implements QuarantineKeyEvent {}

  /// It was given out again, to open the file.
  ///
  /// @param permit the decision that permits to collect the file now
  @Event(namespace = "consent", name = "QuarantineKeyReleased", version = "1")
  record QuarantineKeyReleased(
      @EventTag(key = "decision") DecisionId decision, DecisionId permit, Instant releasedAt)
      implements QuarantineKeyEvent {}

  /// It is deleted: the file does not open any more.
  @Event(namespace = "consent", name = "QuarantineKeyDestroyed", version = "1")
  record QuarantineKeyDestroyed(
      @EventTag(key = "decision") DecisionId decision, Instant destroyedAt)
      implements QuarantineKeyEvent {}
}
