package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What a permit obliges to (IHE PCF, XACML: obligations). A stored code never changes its meaning.
public enum Obligation {
  /// A compliance officer reviews the emergency that it rests on.
  @JsonProperty("review-emergency-access")
  REVIEW_EMERGENCY_ACCESS,
  /// The patient is told of it.
  @JsonProperty("notify-patient")
  NOTIFY_PATIENT,
  /// Documentation of the ethics approval is given (DUO:0000021).
  @JsonProperty("document-ethics-approval")
  DOCUMENT_ETHICS_APPROVAL,
  /// The results are published (DUO:0000019).
  @JsonProperty("publish-results")
  PUBLISH_RESULTS,
  /// The primary investigators are collaborated with (DUO:0000020).
  @JsonProperty("collaborate")
  COLLABORATE,
  /// Nothing is published until the date in the consent (DUO:0000024).
  @JsonProperty("observe-moratorium")
  OBSERVE_MORATORIUM,
  /// Use ends after the months in the consent (DUO:0000025).
  @JsonProperty("end-use-in-time")
  END_USE_IN_TIME,
  /// What is derived from the data is returned (DUO:0000029).
  @JsonProperty("return-results")
  RETURN_RESULTS;

  /// The stored code, such as `publish-results`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
