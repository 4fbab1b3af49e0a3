package org.genomerecord.ingestion.accession;

import java.time.Instant;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.jspecify.annotations.Nullable;

/// A file that waits, or waited, before its accession began. Pure.
///
/// @param endCode why it does not wait any more; null: it waits
/// @param position of the last event
public record Quarantined(
    SubmissionQuarantined file,
    @Nullable String endCode,
    @Nullable Instant endedAt,
    long position) {
  /// The laboratory that submitted it.
  public String laboratory() {
    return file.quarantine().value();
  }
}
