package org.genomerecord.interpretation.issuance;

import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// What it asks for that outside calls arrived, or count no more: that what was issued of the
/// patient's call sets is looked at again. (Looking again rests on issuing, and may not be rested
/// on by it.)
public interface ChangedOutsideCalls {
  /// May be done twice: what says the same by then is left alone. Blocks.
  ///
  /// @param why it is looked at, which an amendment gives as its reason
  /// @throws org.genomerecord.record.refusal.Refusal unavailable, if a decision, the log or the
  ///   vault cannot be had: again later
  void lookAgain(Pseudonym patient, Reason why, Attribution attribution);
}
