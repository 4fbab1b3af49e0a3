package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to a laboratory as the operator keeps it. It is about no patient; what a laboratory
/// submits is tagged `lab`, this is tagged `laboratory`.
public sealed interface LaboratoryEvent {
  LaboratoryId laboratory();

  /// An operator lets a laboratory submit from here on.
  ///
  /// @param name for people, of an organisation
  @Event(namespace = "ingestion", name = "LaboratoryOnboarded", version = "1")
  record LaboratoryOnboarded(
      @EventTag(key = "laboratory") LaboratoryId laboratory,
      String name,
      LaboratoryTerms terms,
      Instant onboardedAt)
      implements LaboratoryEvent {}

  /// An operator changed what a laboratory is called or may send.
  @Event(namespace = "ingestion", name = "LaboratoryTermsChanged", version = "1")
  record LaboratoryTermsChanged(
      @EventTag(key = "laboratory") LaboratoryId laboratory,
      String name,
      LaboratoryTerms terms,
      Instant changedAt)
      implements LaboratoryEvent {}

  /// From here on nothing is taken from the laboratory.
  ///
  /// @param reason a code, such as `contract-ended`
  @Event(namespace = "ingestion", name = "LaboratorySuspended", version = "1")
  record LaboratorySuspended(
      @EventTag(key = "laboratory") LaboratoryId laboratory, String reason, Instant suspendedAt)
      implements LaboratoryEvent {}

  /// A suspended laboratory may submit again.
  @Event(namespace = "ingestion", name = "LaboratoryReinstated", version = "1")
  record LaboratoryReinstated(
      @EventTag(key = "laboratory") LaboratoryId laboratory, Instant reinstatedAt)
      implements LaboratoryEvent {}

  /// From here on the laboratory is told at this address what becomes of its submissions.
  ///
  /// @param url without anything secret in it
  /// @param generation of the secret that signs; the secret itself is derived and never recorded
  @Event(namespace = "ingestion", name = "WebhookSubscribed", version = "1")
  record WebhookSubscribed(
      @EventTag(key = "laboratory") LaboratoryId laboratory,
      String url,
      int generation,
      Instant subscribedAt)
      implements LaboratoryEvent {}

  /// The laboratory is told no more.
  @Event(namespace = "ingestion", name = "WebhookUnsubscribed", version = "1")
  record WebhookUnsubscribed(
      @EventTag(key = "laboratory") LaboratoryId laboratory, Instant unsubscribedAt)
      implements LaboratoryEvent {}

  /// A new secret signs, and the former one beside it for a while.
  ///
  /// @param generation of the new secret
  /// @param formerUntil when the former one signs no more
  @Event(namespace = "ingestion", name = "WebhookSecretRotated", version = "1")
  record WebhookSecretRotated(
      @EventTag(key = "laboratory") LaboratoryId laboratory,
      int generation,
      Instant formerUntil,
      Instant rotatedAt)
      implements LaboratoryEvent {}
}
