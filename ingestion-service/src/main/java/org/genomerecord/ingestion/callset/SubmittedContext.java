package org.genomerecord.ingestion.callset;

import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.jspecify.annotations.Nullable;

/// What is sealed with a submission.
///
/// @param number the laboratory's accession number
/// @param sample as the submission names it
/// @param assembly as the submission states it
/// @param mediaType of a file that is no VCF; null: it is one
/// @param patientDigest keyed digest of the identifier that the submission names the patient by, to
///   be held against the file; null where the file names none
/// @param correction why it takes the place of what was accepted; null: it does not
record SubmittedContext(
    String number,
    @Nullable String sample,
    @Nullable String assembly,
    @Nullable String mediaType,
    @Nullable String patientDigest,
    @Nullable WithdrawalReason correction) {
  @Override
  public String toString() {
    return "SubmittedContext[…]";
  }
}
