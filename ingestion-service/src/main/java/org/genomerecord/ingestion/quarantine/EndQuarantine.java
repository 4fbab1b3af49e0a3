package org.genomerecord.ingestion.quarantine;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.sourcing.Attribution;

/// A file has waited too long, or is given up.
///
/// @param end discarded or expired
public record EndQuarantine(
    @TargetEntityId AccessionId accession, QuarantineEvent end, Attribution attribution) {

  /// Somebody gives it up.
  ///
  /// @param reason a code
  public static EndQuarantine discarded(
      SubmissionQuarantined waiting, String reason, Attribution by) {
    return new EndQuarantine(
        waiting.quarantined(),
        new QuarantineDiscarded(
            waiting.quarantine(), waiting.quarantined(), waiting.decision(), reason, by.at()),
        by);
  }
}
