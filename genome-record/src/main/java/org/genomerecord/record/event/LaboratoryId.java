package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A partner laboratory.
///
/// @param value the organisation that its tokens name
public record LaboratoryId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LaboratoryId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
