package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The act of receiving one specimen's test from one laboratory.
///
/// @param value derived from the laboratory and its own accession number
public record AccessionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AccessionId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
