package org.genomerecord.ingestion.callset;

import org.jspecify.annotations.Nullable;

/// What is sealed with a submission.
///
/// @param number the laboratory's accession number
/// @param sample as the submission names it
/// @param assembly as the submission states it
record SubmittedContext(String number, @Nullable String sample, @Nullable String assembly) {
  @Override
  public String toString() {
    return "SubmittedContext[…]";
  }
}
