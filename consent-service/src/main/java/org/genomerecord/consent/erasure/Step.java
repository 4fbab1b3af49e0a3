package org.genomerecord.consent.erasure;

import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.jspecify.annotations.Nullable;

/// What a command came to.
///
/// @param event id of the last event recorded, or null if there was nothing to record
record Step(@Nullable UUID event, List<ErasureEvent> decided) {
  Step {
    decided = List.copyOf(decided);
  }

  boolean isRefused() {
    return decided.stream().anyMatch(ErasureRefused.class::isInstance);
  }
}
