package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One recorded decision on one request for patient data.
///
/// @param value a UUID
public record DecisionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DecisionId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
