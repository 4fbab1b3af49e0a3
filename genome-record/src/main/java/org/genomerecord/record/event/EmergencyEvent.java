package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to an emergency access (break-glass): it is declared, and later reviewed.
public sealed interface EmergencyEvent {
  EmergencyAccessId emergency();

  Pseudonym patient();

  /// Why. A stored code never changes its meaning.
  enum Reason {
    /// Life or limb is in danger and there is no time to ask.
    @JsonProperty("life-threatening")
    LIFE_THREATENING,
    /// The patient cannot consent now, such as when unconscious, and would be harmed by waiting.
    @JsonProperty("unable-to-consent")
    UNABLE_TO_CONSENT,
    /// A drug has to be given or stopped before the patient can be asked.
    @JsonProperty("urgent-medication")
    URGENT_MEDICATION
  }

  /// What the review came to. A stored code never changes its meaning.
  enum Outcome {
    @JsonProperty("justified")
    JUSTIFIED,
    @JsonProperty("not-justified")
    NOT_JUSTIFIED,
    /// It goes to somebody else, such as the employer or an authority.
    @JsonProperty("escalated")
    ESCALATED,
    /// The patient was erased before anybody reviewed it: what was written as the reason is gone.
    @JsonProperty("patient-erased")
    PATIENT_ERASED
  }

  /// A clinician declared an emergency. It is the notice of it to officer and patient.
  ///
  /// @param person who may read by it, as the envelope's actor is named
  /// @param until exclusive
  /// @param sealed what the clinician wrote as the reason
  @Event(namespace = "consent", name = "EmergencyAccessDeclared", version = "1")
  record EmergencyAccessDeclared(
      @EventTag(key = "emergency") @EventTag(key = "review-of") EmergencyAccessId emergency,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      String person,
      Reason reason,
      Instant declaredAt,
      Instant until,
      Sealed sealed)
      implements EmergencyEvent, PatientEvent, SealedEvent {}

  /// A compliance officer reviewed it.
  ///
  /// @param sealed what the officer wrote as the finding
  @Event(namespace = "consent", name = "EmergencyAccessReviewed", version = "1")
  record EmergencyAccessReviewed(
      @EventTag(key = "emergency") @EventTag(key = "review-of") EmergencyAccessId emergency,
      @EventTag(key = "patient") Pseudonym patient,
      Outcome outcome,
      Instant reviewedAt,
      Sealed sealed)
      implements EmergencyEvent, SealedEvent {
    /// @throws IllegalArgumentException if the outcome is that there is nothing to seal a finding
    ///   by
    public EmergencyAccessReviewed {
      if (outcome == Outcome.PATIENT_ERASED) {
        throw new IllegalArgumentException("nothing is sealed about an erased patient");
      }
    }
  }

  /// A compliance officer closed the review of an emergency access of an erased patient. No words:
  /// they would stand in the clear, and outlive the erasure.
  ///
  /// @param outcome `patient-erased`
  @Event(namespace = "consent", name = "EmergencyReviewClosed", version = "1")
  record EmergencyReviewClosed(
      @EventTag(key = "emergency") @EventTag(key = "review-of") EmergencyAccessId emergency,
      @EventTag(key = "patient") Pseudonym patient,
      Outcome outcome,
      Instant closedAt)
      implements EmergencyEvent {
    /// @throws IllegalArgumentException if it is an outcome that is to be explained
    public EmergencyReviewClosed {
      if (outcome != Outcome.PATIENT_ERASED) {
        throw new IllegalArgumentException("this outcome needs a finding");
      }
    }
  }
}
