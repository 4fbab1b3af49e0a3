package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One declared emergency, in which one person may read one patient's record.
///
/// @param value a UUID
public record EmergencyAccessId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EmergencyAccessId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
