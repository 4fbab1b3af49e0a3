package org.genomerecord.ingestion.laboratory;

/// A quota and what is left of it, as fields of an HTTP answer
/// (draft-ietf-httpapi-ratelimit-headers-10: lists of RFC 9651, one item for each policy).
record QuotaLeft(Quota quota, Left submissions, Left bytes) {
  static final String SUBMISSIONS = "submissions";
  static final String BYTES = "bytes";

  /// @param remaining units that may be taken now
  /// @param resetSeconds until all of the quota is there again if nothing is taken
  record Left(long remaining, long resetSeconds) {
    private String item(String policy) {
      return "\"%s\";r=%d;t=%d".formatted(policy, Math.max(0, remaining), resetSeconds);
    }
  }

  /// The field `RateLimit-Policy`.
  String policy() {
    return "\"%s\";q=%d;w=%d, \"%s\";q=%d;w=%d;qu=\"content-bytes\""
        .formatted(
            SUBMISSIONS,
            quota.submissionsPerMinute(),
            Quota.MINUTE_SECONDS,
            BYTES,
            quota.bytesPerDay(),
            Quota.DAY_SECONDS);
  }

  /// The field `RateLimit`.
  String left() {
    return submissions.item(SUBMISSIONS) + ", " + bytes.item(BYTES);
  }
}
