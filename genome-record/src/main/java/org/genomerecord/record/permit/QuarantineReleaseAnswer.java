package org.genomerecord.record.permit;

import org.jspecify.annotations.Nullable;

/// Whether a quarantined file may be collected now.
///
/// @param decision with the patient's key, if it is a permit
/// @param keyset the quarantine key, sealed with the decision; null in a denial
public record QuarantineReleaseAnswer(DecisionAnswer decision, @Nullable String keyset) {
  @Override
  public String toString() {
    return "QuarantineReleaseAnswer[" + decision + "]";
  }
}
