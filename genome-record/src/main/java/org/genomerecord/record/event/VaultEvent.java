package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to a file in the vault after it was received.
public sealed interface VaultEvent {

  /// A file is sealed under a newer generation of the subject key. It is still named by its first
  /// digest; the bytes under that name are removed.
  ///
  /// @param digest that names the file, as the submission has it
  /// @param file the sealed bytes as they are now
  /// @param decision that permitted to open it
  @Event(namespace = "ingestion", name = "FileResealed", version = "1")
  record FileResealed(
      AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      String digest,
      VaultFile file,
      DecisionId decision,
      Instant resealedAt)
      implements VaultEvent {}
}
