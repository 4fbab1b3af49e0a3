package org.genomerecord.ingestion.upkeep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.VaultEvent.FileResealed;

/// What the log says of one patient's files. Pure.
///
/// @param submissions those that were neither refused nor purged, by the digests of their files:
///   what a correction took the place of stays as evidence
/// @param purgeable of each accession every submission since it was last purged
/// @param unsettled by accession, the submission that was neither accepted nor refused
/// @param resealed by the digest that names a file, the generation that it is sealed under
record FilesOfPatient(
    Map<String, SubmissionReceived> submissions,
    Map<AccessionId, List<SubmissionReceived>> purgeable,
    Map<AccessionId, SubmissionReceived> unsettled,
    Map<String, Integer> resealed,
    boolean isPurged) {
  FilesOfPatient {
    submissions = Map.copyOf(submissions);
    purgeable = Map.copyOf(purgeable);
    unsettled = Map.copyOf(unsettled);
    resealed = Map.copyOf(resealed);
  }

  static FilesOfPatient initial() {
    return new FilesOfPatient(Map.of(), Map.of(), Map.of(), Map.of(), false);
  }

  FilesOfPatient evolve(AccessionEvent event) {
    var kept = new LinkedHashMap<>(submissions);
    var all = new LinkedHashMap<>(purgeable);
    var open = new LinkedHashMap<>(unsettled);
    switch (event) {
      case SubmissionReceived received -> {
        kept.put(received.file().digest(), received);
        open.put(received.accession(), received);
        var more = new ArrayList<>(all.getOrDefault(received.accession(), List.of()));
        more.add(received);
        all.put(received.accession(), List.copyOf(more));
      }
      case SubmissionRefused refused -> {
        var submission = open.remove(refused.accession());
        if (submission != null) {
          kept.remove(submission.file().digest());
        }
      }
      case FileAccepted accepted -> open.remove(accepted.accession());
      case SubmissionMovedIn _ -> {}
      case SubmissionSuperseded _, SubmissionWithdrawn _ -> {} // Its file stays, as evidence.
    }
    return new FilesOfPatient(kept, all, open, resealed, isPurged);
  }

  FilesOfPatient evolve(FileResealed event) {
    var more = new LinkedHashMap<>(resealed);
    more.put(event.digest(), event.file().generation());
    return new FilesOfPatient(submissions, purgeable, unsettled, more, isPurged);
  }

  FilesOfPatient evolve(FilesPurged event) {
    var kept = new LinkedHashMap<>(submissions);
    var all = new LinkedHashMap<>(purgeable);
    var open = new LinkedHashMap<>(unsettled);
    kept.values().removeIf(submission -> event.accessions().contains(submission.accession()));
    event
        .accessions()
        .forEach(accession -> {
          all.remove(accession);
          open.remove(accession);
        });
    return new FilesOfPatient(kept, all, open, resealed, true);
  }

  /// The submissions that wait to be validated, in order of their accessions.
  List<SubmissionReceived> waiting() {
    return unsettled.values().stream()
        .sorted(Comparator.comparing(submission -> submission.accession().value()))
        .toList();
  }

  /// The generation that a file is sealed under.
  int generationOf(SubmissionReceived submission) {
    return Optional.ofNullable(resealed.get(submission.file().digest()))
        .orElse(submission.file().generation());
  }
}
