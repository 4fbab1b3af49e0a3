package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The variant calls of one accepted file.
///
/// @param value a UUID
public record CallSetId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CallSetId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
