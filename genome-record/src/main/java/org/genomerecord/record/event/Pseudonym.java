package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a patient inside the suite: random, and worth nothing outside it.
///
/// @param value 26 letters and digits; see [Identifiers]
public record Pseudonym(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Pseudonym {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
