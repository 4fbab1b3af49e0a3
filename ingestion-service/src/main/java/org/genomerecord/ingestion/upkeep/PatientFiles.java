package org.genomerecord.ingestion.upkeep;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.VaultEvent.FileResealed;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;

/// Reads in the log which files a patient has: always current. Blocks.
@ApplicationScoped
class PatientFiles {
  private static final EventTypes<AccessionEvent> ACCESSION = EventTypes.of(AccessionEvent.class);
  private static final EventTypes<FileResealed> RESEALED = EventTypes.of(FileResealed.class);
  private static final EventTypes<FilesPurged> PURGED = EventTypes.of(FilesPurged.class);
  private static final Set<String> NAMES =
      Stream.of(ACCESSION, RESEALED, PURGED)
          .flatMap(family -> family.classes().stream())
          .map(EventTypes::storedName)
          .collect(Collectors.toUnmodifiableSet());

  private final LogReader log;

  PatientFiles(LogReader log) {
    this.log = log;
  }

  /// @param head of the log when it was read
  record AsOf(FilesOfPatient files, long head) {}

  /// @throws org.genomerecord.record.sourcing.UnknownEvent if a newer release wrote one of them
  /// @throws EventJson.UnreadableEvent if one is not what it claims
  AsOf of(Pseudonym patient) {
    var found =
        Awaiting.result(
            log.matching(List.of(new Criterion(Set.of("patient:" + patient), NAMES)), 0));
    var files = FilesOfPatient.initial();
    for (var stored : found.events()) {
      var type = stored.envelope().type();
      var version = stored.envelope().version();
      var payload = stored.envelope().payload();
      if (PURGED.knows(type)) {
        files = files.evolve(PURGED.read(type, version, payload));
      } else if (RESEALED.knows(type)) {
        files = files.evolve(RESEALED.read(type, version, payload));
      } else {
        files = files.evolve(ACCESSION.read(type, version, payload));
      }
    }
    return new AsOf(files, found.head());
  }
}
