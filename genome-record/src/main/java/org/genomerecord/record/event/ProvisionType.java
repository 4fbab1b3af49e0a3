package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a provision permits or denies what it covers (FHIR R4 `consent-provision-type`).
public enum ProvisionType {
  /// What it covers is permitted, but for its exceptions.
  @JsonProperty("permit")
  PERMIT,
  /// What it covers is denied, but for its exceptions.
  @JsonProperty("deny")
  DENY
}
