package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a patient inside the suite: random, and worth nothing outside it.
///
/// @param value 26 letters and digits; see [Identifiers]
public record Pseudonym(@JsonValue String value) {
  private static final Pattern GIVEN = Pattern.compile("[0-9A-Za-z]{26}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Pseudonym {
    Identifiers.check(value);
  }

  /// Whom a caller names. What is written otherwise was given to nobody: it may be a record number,
  /// which must not come into the log.
  public static Optional<Pseudonym> named(String text) {
    return GIVEN.matcher(text).matches() ? Optional.of(new Pseudonym(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
