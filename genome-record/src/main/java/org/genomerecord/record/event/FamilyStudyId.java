package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A study of two relatives that one laboratory made.
///
/// @param value derived from the laboratory and its own study number
public record FamilyStudyId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FamilyStudyId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
