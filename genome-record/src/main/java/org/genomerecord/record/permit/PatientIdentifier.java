package org.genomerecord.record.permit;

/// How the outside world names a patient. It never leaves the door: inside, only the pseudonym
/// travels.
///
/// @param system URI of the issuer, such as `urn:oid:2.999.1` (FHIR `Identifier.system`)
/// @param value the record number, as the issuer writes it
public record PatientIdentifier(String system, String value) {
  private static final int LENGTH_MAX = 128;

  /// @throws IllegalArgumentException if a part is empty, longer than 128 characters, or has
  ///   whitespace around it, and if the system has a bar: what looks the same would be another
  ///   patient, or could not be written as [#parse] reads it
  public PatientIdentifier {
    if (system.isBlank()
        || value.isBlank()
        || system.length() > LENGTH_MAX
        || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a patient identifier has a system and a value of 1 to 128 characters each");
    }
    if (!system.strip().equals(system) || !value.strip().equals(value) || system.contains("|")) {
      throw new IllegalArgumentException(
          "a patient identifier has no whitespace around its parts, and no bar in its system");
    }
  }

  /// Reads FHIR's token form `system|value`.
  ///
  /// @throws IllegalArgumentException if it is not of that form
  public static PatientIdentifier parse(String token) {
    int bar = token.indexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException("a patient identifier is written system|value");
    }
    return new PatientIdentifier(token.substring(0, bar), token.substring(bar + 1));
  }

  @Override
  public String toString() {
    return "PatientIdentifier[…]";
  }
}
