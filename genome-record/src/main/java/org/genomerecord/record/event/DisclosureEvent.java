package org.genomerecord.record.event;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// A decided request for patient data. It is recorded before anything is answered.
///
/// Who asked and for which purpose stand in the envelope.
public sealed interface DisclosureEvent {
  DecisionId decision();

  /// The request was permitted, and the subject key given out with it.
  ///
  /// @param resource what for, such as `DiagnosticReport` or `accession/<id>`
  /// @param requester the service that asked on the actor's behalf
  /// @param consents that the permit rests on
  @Event(namespace = "consent", name = "DisclosurePermitted", version = "1")
  record DisclosurePermitted(
      @EventTag(key = "decision") DecisionId decision,
      @EventTag(key = "patient") Pseudonym patient,
      Action action,
      List<DataClass> dataClasses,
      String resource,
      String requester,
      @EventTag(key = "consent") List<ConsentId> consents,
      int keyGeneration,
      Instant decidedAt)
      implements DisclosureEvent {
    public DisclosurePermitted {
      dataClasses = List.copyOf(dataClasses);
      consents = List.copyOf(consents);
    }
  }

  /// The request was refused.
  ///
  /// @param patient null if the request named nobody known
  /// @param action as asked; unknown codes are kept as they came, at most 64 characters
  /// @param reason stable code, such as `no-consent`
  @Event(namespace = "consent", name = "DisclosureRefused", version = "1")
  record DisclosureRefused(
      @EventTag(key = "decision") DecisionId decision,
      @EventTag(key = "patient") @Nullable Pseudonym patient,
      String action,
      String resource,
      String requester,
      String reason,
      Instant decidedAt)
      implements DisclosureEvent {}
}
