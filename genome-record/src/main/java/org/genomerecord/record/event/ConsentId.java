package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One consent of one patient.
///
/// @param value a UUID
public record ConsentId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConsentId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
