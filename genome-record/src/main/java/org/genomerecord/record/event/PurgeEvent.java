package org.genomerecord.record.event;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// A service deleted what it keeps of an erased patient beside its log. Nothing of it opened any
/// more: the keys are what erasure destroys.
public sealed interface PurgeEvent {
  Pseudonym patient();

  /// Vault files and the rows of their accessions. Again, if something was still under way.
  ///
  /// @param accessions whose files these were
  @Event(namespace = "ingestion", name = "FilesPurged", version = "1")
  record FilesPurged(
      @EventTag(key = "patient") Pseudonym patient, List<AccessionId> accessions, Instant purgedAt)
      implements PurgeEvent {
    public FilesPurged {
      accessions = List.copyOf(accessions);
    }
  }

  /// Rows of reports. None is made of the patient from here on.
  @Event(namespace = "interpretation", name = "ReportsPurged", version = "1")
  record ReportsPurged(@EventTag(key = "patient") Pseudonym patient, Instant purgedAt)
      implements PurgeEvent {}
}
