package org.genomerecord.consent.fhir;

import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The version that somebody read is not the one of now.
public final class ChangedMeanwhile extends Refusal {
  private static final long serialVersionUID = 1L;

  ChangedMeanwhile() {
    super(
        Category.CONFLICT,
        "version-changed",
        "the consent has another version by now: read it again");
  }
}
