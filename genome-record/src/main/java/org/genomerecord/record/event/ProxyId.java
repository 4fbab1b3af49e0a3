package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One appointment of somebody who acts for a patient.
///
/// @param value a UUID
public record ProxyId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProxyId {
    Identifiers.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
