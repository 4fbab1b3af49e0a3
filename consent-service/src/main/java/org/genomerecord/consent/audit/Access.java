package org.genomerecord.consent.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of the trail as it is told to somebody whom it concerns.
///
/// @param text who did what, and why, in one sentence
/// @param outcome `permitted`, `refused` or `recorded`
/// @param decision of a permit or a refusal: id to have it explained by; null for others, and for
///   who acts for the patient, to whom nothing is explained
record Access(
    Instant at,
    String text,
    String outcome,
    String actor,
    String role,
    @Nullable String organisation,
    @Nullable String purposeOfUse,
    boolean emergency,
    List<String> dataClasses,
    @Nullable String reason,
    @Nullable String decision) {
  Access {
    dataClasses = List.copyOf(dataClasses);
  }
}
