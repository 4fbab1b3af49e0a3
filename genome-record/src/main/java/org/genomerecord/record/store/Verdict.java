package org.genomerecord.record.store;

/// What became of one request of a batch.
sealed interface Verdict {
  /// @param position of the request's last event
  record Appended(long position) implements Verdict {}

  record Conflict() implements Verdict {}
}
