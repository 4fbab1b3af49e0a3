package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One interpretation of one call set: issued, amended, withdrawn, never edited.
///
/// @param value a UUID
public record InterpretationId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public InterpretationId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
