package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is to be done with patient data, after the FHIR R4 `consentaction` code system.
public enum Action {
  /// Take data in.
  @JsonProperty("collect")
  COLLECT,
  /// Use data for the care or work at hand, reading it included.
  @JsonProperty("use")
  USE,
  /// Give data to somebody outside the circle of care.
  @JsonProperty("disclose")
  DISCLOSE,
  /// Interpret data again with newer knowledge.
  @JsonProperty("re-analyse")
  REANALYSE,
  /// Get in touch with the patient about what was found.
  @JsonProperty("re-contact")
  RECONTACT;

  /// The stored code, such as `re-analyse`.
  public String code() {
    return switch (this) {
      case COLLECT -> "collect";
      case USE -> "use";
      case DISCLOSE -> "disclose";
      case REANALYSE -> "re-analyse";
      case RECONTACT -> "re-contact";
    };
  }
}
