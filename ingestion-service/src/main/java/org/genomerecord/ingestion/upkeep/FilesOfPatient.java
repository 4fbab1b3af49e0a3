package org.genomerecord.ingestion.upkeep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.VaultEvent.FileResealed;

/// What the log says of one patient's files. Pure.
///
/// @param submissions the latest of each accession, that was neither refused nor purged
/// @param purgeable of each accession every submission since it was last purged
/// @param unsettled accessions whose latest submission was neither accepted nor refused
/// @param resealed by the digest that names a file, the generation that it is sealed under
record FilesOfPatient(
    Map<AccessionId, SubmissionReceived> submissions,
    Map<AccessionId, List<SubmissionReceived>> purgeable,
    Set<AccessionId> unsettled,
    Map<String, Integer> resealed,
    boolean isPurged) {
  FilesOfPatient {
    submissions = Map.copyOf(submissions);
    purgeable = Map.copyOf(purgeable);
    unsettled = Set.copyOf(unsettled);
    resealed = Map.copyOf(resealed);
  }

  static FilesOfPatient initial() {
    return new FilesOfPatient(Map.of(), Map.of(), Set.of(), Map.of(), false);
  }

  FilesOfPatient evolve(AccessionEvent event) {
    var latest = new LinkedHashMap<>(submissions);
    var all = new LinkedHashMap<>(purgeable);
    var open = new HashSet<>(unsettled);
    switch (event) {
      case SubmissionReceived received -> {
        latest.put(received.accession(), received);
        open.add(received.accession());
        var more = new ArrayList<>(all.getOrDefault(received.accession(), List.of()));
        more.add(received);
        all.put(received.accession(), List.copyOf(more));
      }
      case SubmissionRefused refused -> {
        latest.remove(refused.accession());
        open.remove(refused.accession());
      }
      case FileAccepted accepted -> open.remove(accepted.accession());
      case SubmissionWithdrawn _ -> {} // Its file stays, as evidence.
    }
    return new FilesOfPatient(latest, all, open, resealed, isPurged);
  }

  FilesOfPatient evolve(FileResealed event) {
    var more = new LinkedHashMap<>(resealed);
    more.put(event.digest(), event.file().generation());
    return new FilesOfPatient(submissions, purgeable, unsettled, more, isPurged);
  }

  FilesOfPatient evolve(FilesPurged event) {
    var latest = new LinkedHashMap<>(submissions);
    var all = new LinkedHashMap<>(purgeable);
    var open = new HashSet<>(unsettled);
    event
        .accessions()
        .forEach(accession -> {
          latest.remove(accession);
          all.remove(accession);
          open.remove(accession);
        });
    return new FilesOfPatient(latest, all, open, resealed, true);
  }

  /// The submissions that wait to be validated, in order of their accessions.
  List<SubmissionReceived> waiting() {
    return submissions.values().stream()
        .filter(submission -> unsettled.contains(submission.accession()))
        .sorted(Comparator.comparing(submission -> submission.accession().value()))
        .toList();
  }

  /// The generation that a file is sealed under.
  int generationOf(SubmissionReceived submission) {
    return Optional.ofNullable(resealed.get(submission.file().digest()))
        .orElse(submission.file().generation());
  }
}
