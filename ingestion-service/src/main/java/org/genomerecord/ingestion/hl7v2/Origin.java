package org.genomerecord.ingestion.hl7v2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a message says of where its result comes from; null where it does not say, or says nothing
/// that could be taken. Patient data.
///
/// @param specimenType code of HL7 table 0487 (SPM-4)
/// @param collectedAt when the specimen was taken (SPM-17)
/// @param orderingProvider who ordered the test (OBR-16)
/// @param sex of FHIR AdministrativeGender (PID-8)
/// @param source `germline` or `somatic` (LOINC 48002-0); `somatic` if any observation says so
public record Origin(
    @Nullable Said<String> specimenType,
    @Nullable Said<Instant> collectedAt,
    @Nullable Said<String> orderingProvider,
    @Nullable Said<String> sex,
    @Nullable Said<String> source) {
  static final Origin UNTOLD = new Origin(null, null, null, null, null);

  /// A value with its place.
  ///
  /// @param segment its number, 1-based
  /// @param field such as `PID-8`
  public record Said<T>(T value, long segment, String field) {
    @Override
    public String toString() {
      return "Said[" + field + "]";
    }
  }

  @Override
  public String toString() {
    return "Origin[…]";
  }
}
