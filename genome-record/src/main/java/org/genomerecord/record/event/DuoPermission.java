package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// For which research data may be used: the permissions of the GA4GH Data Use Ontology, in its own
/// identifiers and labels (github.com/EBISPOT/DUO, `duo.csv`). A stored code never changes its
/// meaning.
public enum DuoPermission {
  /// No restriction.
  @JsonProperty("DUO:0000004")
  NRES,
  /// General research use: any research.
  @JsonProperty("DUO:0000042")
  GRU,
  /// Health or medical or biomedical research; not the study of population origins or ancestry.
  @JsonProperty("DUO:0000006")
  HMB,
  /// Disease specific research.
  @JsonProperty("DUO:0000007")
  DS,
  /// Population origins or ancestry research only.
  @JsonProperty("DUO:0000011")
  POA;

  /// The stored code, such as `DUO:0000006`.
  public String code() {
    return switch (this) {
      case NRES -> "DUO:0000004";
      case GRU -> "DUO:0000042";
      case HMB -> "DUO:0000006";
      case DS -> "DUO:0000007";
      case POA -> "DUO:0000011";
    };
  }
}
