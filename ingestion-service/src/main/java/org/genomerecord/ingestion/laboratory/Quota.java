package org.genomerecord.ingestion.laboratory;

import org.genomerecord.record.event.LaboratoryTerms;

/// How much a laboratory may send.
///
/// @param submissionsPerMinute at least 1
/// @param bytesPerDay as sent, at least 1
record Quota(long submissionsPerMinute, long bytesPerDay) {
  static final long MINUTE_SECONDS = 60;
  static final long DAY_SECONDS = 86_400;

  /// What the terms say, and where they say nothing what holds for all.
  static Quota of(LaboratoryTerms terms, Quota standard) {
    var submissions = terms.submissionsPerMinute();
    var bytes = terms.bytesPerDay();
    return new Quota(
        submissions == null ? standard.submissionsPerMinute() : submissions,
        bytes == null ? standard.bytesPerDay() : bytes);
  }
}
