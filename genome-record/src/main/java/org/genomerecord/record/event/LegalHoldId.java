package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One legal hold, which forbids the erasure of one patient.
///
/// @param value a UUID
public record LegalHoldId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LegalHoldId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
