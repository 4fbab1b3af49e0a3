package org.genomerecord.ingestion.accession;

import java.util.List;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// A laboratory's file is sealed in the vault.
///
/// @param received what is recorded if it is new
/// @param isMoved whether it was filed under another patient before
/// @param correction why it is to take the place of what was accepted; null: it is not
public record ReceiveSubmission(
    @TargetEntityId AccessionId accession,
    SubmissionReceived received,
    boolean isMoved,
    @Nullable WithdrawalReason correction,
    Attribution attribution) {

  List<AccessionEvent> events() {
    return isMoved
        ? List.of(
            received,
            new SubmissionMovedIn(
                accession, received.lab(), received.patient(), received.receivedAt()))
        : List.of(received);
  }
}
