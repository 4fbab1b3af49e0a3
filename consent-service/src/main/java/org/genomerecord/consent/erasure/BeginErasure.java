package org.genomerecord.consent.erasure;

import java.util.List;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// Begin what was asked for, if its time has come.
///
/// @param keyGenerations that there are now
record BeginErasure(
    @TargetEntityId Pseudonym patient, List<Integer> keyGenerations, Attribution attribution)
    implements ErasureCommand {
  BeginErasure {
    keyGenerations = List.copyOf(keyGenerations);
  }
}
