package org.genomerecord.record.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// A decided request for patient data. It is recorded before anything is answered.
///
/// Who asked and for which purpose stand in the envelope. What the patient permitted is what stood
/// in the log before the decision's own position: the append lets nothing come in between. With the
/// policy of that name and what was asked, the same decision can be made again.
public sealed interface DisclosureEvent {
  DecisionId decision();

  /// Null: recorded before decisions kept it.
  @Nullable Asked asked();

  /// The rules that decided; none where no consent has one about the request.
  List<Ground> grounds();

  /// SHA-256 of the policy, in hex; null: recorded before policies had names.
  @Nullable String policy();

  Instant decidedAt();

  /// The request was permitted, and the subject key given out with it.
  ///
  /// @param resource what for, such as `DiagnosticReport` or `accession/<id>`
  /// @param requester the service that asked on the actor's behalf
  /// @param consents that the permit rests on
  /// @param emergency that it rests on; null: on none
  /// @param proxy the appointment of who asks for the patient; null: nobody does
  @Event(namespace = "consent", name = "DisclosurePermitted", version = "3")
  @EarlierVersion(value = "1", upcast = PermittedWithoutGrounds.class)
  @EarlierVersion(value = "2", upcast = NoResearchAsked.class)
  record DisclosurePermitted(
      @EventTag(key = "decision") DecisionId decision,
      @EventTag(key = "patient") Pseudonym patient,
      Action action,
      List<DataClass> dataClasses,
      String resource,
      String requester,
      @EventTag(key = "consent") List<ConsentId> consents,
      @EventTag(key = "emergency") @Nullable EmergencyAccessId emergency,
      @EventTag(key = "proxy") @Nullable ProxyId proxy,
      List<Obligation> obligations,
      @Nullable Asked asked,
      List<Ground> grounds,
      @Nullable String policy,
      int keyGeneration,
      Instant decidedAt)
      implements DisclosureEvent {
    public DisclosurePermitted {
      dataClasses = List.copyOf(dataClasses);
      consents = List.copyOf(consents);
      obligations = List.copyOf(obligations);
      grounds = List.copyOf(grounds);
    }
  }

  /// The request was refused.
  ///
  /// @param patient null if the request named nobody known
  /// @param action as asked; unknown codes are kept as they came, at most 64 characters
  /// @param reason stable code, such as `no-consent`
  @Event(namespace = "consent", name = "DisclosureRefused", version = "3")
  @EarlierVersion(value = "1", upcast = RefusedWithoutGrounds.class)
  @EarlierVersion(value = "2", upcast = NoResearchAsked.class)
  record DisclosureRefused(
      @EventTag(key = "decision") DecisionId decision,
      @EventTag(key = "patient") @Nullable Pseudonym patient,
      String action,
      String resource,
      String requester,
      String reason,
      @Nullable Asked asked,
      List<Ground> grounds,
      @Nullable String policy,
      Instant decidedAt)
      implements DisclosureEvent {
    public DisclosureRefused {
      grounds = List.copyOf(grounds);
    }
  }

  /// Version 1 of a permit kept the consents that it rests on, but not their rules.
  final class PermittedWithoutGrounds implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> permitted) {
      var next = new LinkedHashMap<>(permitted);
      next.put("obligations", List.of());
      next.put("grounds", List.of());
      return next;
    }
  }

  /// Version 1 of a refusal kept its reason only.
  final class RefusedWithoutGrounds implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> refused) {
      var next = new LinkedHashMap<>(refused);
      next.put("grounds", List.of());
      return next;
    }
  }

  /// Up to version 2 nobody stated a use in research.
  final class NoResearchAsked implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> decision) {
      var next = new LinkedHashMap<>(decision);
      if (decision.get("asked") instanceof Map<?, ?> earlier) {
        var asked = new LinkedHashMap<String, Object>();
        earlier.forEach((field, value) -> asked.put(String.valueOf(field), value));
        if (asked.put("researchUse", List.of()) != null) {
          throw new IllegalArgumentException("no decision of version 2");
        }
        next.put("asked", asked);
      }
      return next;
    }
  }
}
