package org.genomerecord.consent.audit;

import java.time.Instant;
import java.util.List;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.AuditEvent.AuditTrailPurged;
import org.genomerecord.record.sourcing.Attribution;

/// Entries of the trail that need not be kept any longer are about to be deleted.
///
/// @param before those recorded before this
/// @param entries how many they are; nothing is recorded of none
record PurgeAuditTrail(Instant before, long entries, Attribution attribution) {
  List<AuditEvent> decide() {
    return entries == 0
        ? List.of()
        : List.of(new AuditTrailPurged(before, entries, attribution.at()));
  }
}
