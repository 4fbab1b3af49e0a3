package org.genomerecord.interpretation.issuance;

import java.util.List;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// What it asks for that a patient's files are others than they were: that what was issued is
/// looked at again. (Looking again rests on issuing, and may not be rested on by it.)
public interface ChangedFiles {
  /// Outside calls arrived, or count no more: looks at the patient's call sets. May be done twice:
  /// what says the same by then is left alone. Blocks.
  ///
  /// @param why it is looked at, which an amendment gives as its reason
  /// @throws org.genomerecord.record.refusal.Refusal unavailable, if a decision, the log or the
  ///   vault cannot be had: again later
  /// @throws IllegalStateException if what is in force does not open, so that it cannot be
  ///   compared; other call sets were looked at
  void lookAgain(Pseudonym patient, Reason why, Attribution attribution);

  /// A file took the place of another: looks at what was issued of it. May be done twice, likewise.
  /// What is not permitted is asked for again when the patient's consents change. Blocks.
  ///
  /// @param outside the patient's outside calls, in the order in which they were accepted
  /// @throws org.genomerecord.record.refusal.Refusal as above
  /// @throws IllegalStateException as above
  Corrected correct(
      FileAccepted correction, List<OutsideCallsAccepted> outside, Attribution attribution);

  /// What came of a correction.
  enum Corrected {
    /// What is in force says what the correction says, or waits for a permit.
    LOOKED_AT,
    NOTHING_IN_FORCE,
    /// The correction cannot be interpreted.
    NOT_INTERPRETED
  }
}
