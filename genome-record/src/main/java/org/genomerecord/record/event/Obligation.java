package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a permit obliges to (IHE PCF, XACML: obligations). A stored code never changes its meaning.
public enum Obligation {
  /// A compliance officer reviews the emergency that it rests on.
  @JsonProperty("review-emergency-access")
  REVIEW_EMERGENCY_ACCESS,
  /// The patient is told of it.
  @JsonProperty("notify-patient")
  NOTIFY_PATIENT
}
