package org.genomerecord.interpretation.issuance;

import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// What arrived outside calls ask for: that what was issued of the patient's call sets is looked at
/// again. (Looking again rests on issuing, and may not be rested on by it.)
public interface ArrivedOutsideCalls {
  /// May be done twice: what says the same by then is left alone. Blocks.
  ///
  /// @throws org.genomerecord.record.refusal.Refusal unavailable, if a decision, the log or the
  ///   vault cannot be had: again later
  void lookAgain(Pseudonym patient, Attribution attribution);
}
