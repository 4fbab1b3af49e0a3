package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// Who acts for a patient. What a proxy does is recorded as the proxy's.
public sealed interface ProxyEvent extends PatientEvent {
  ProxyId proxy();

  /// A stored code never changes its meaning.
  enum Kind {
    /// Of a minor, appointed where the papers were seen.
    @JsonProperty("guardian")
    GUARDIAN,
    /// Of an adult, who chose them.
    @JsonProperty("representative")
    REPRESENTATIVE
  }

  /// Somebody may act for the patient.
  ///
  /// @param accountIndex keyed digest of the proxy's own account
  /// @param privateFrom from when on what is private to an adolescent is hidden from a guardian;
  ///   null: nothing is
  /// @param until exclusive; a guardian's ends when the patient is of age
  @Event(namespace = "consent", name = "ProxyAppointed", version = "1")
  record ProxyAppointed(
      @EventTag(key = "proxy") ProxyId proxy,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Kind kind,
      @EventTag(key = "proxy-account") String accountIndex,
      @Nullable Instant privateFrom,
      Instant until,
      Instant appointedAt)
      implements ProxyEvent {}

  /// They may not any more.
  @Event(namespace = "consent", name = "ProxyEnded", version = "1")
  record ProxyEnded(
      @EventTag(key = "proxy") ProxyId proxy,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Instant endedAt)
      implements ProxyEvent {}
}
