package org.genomerecord.ingestion.upkeep;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Criterion;

/// Deletes an erased patient's files, and has the rows of their accessions go. They open no more
/// anyway: this is for the disk, and for whoever would rather see nothing there.
///
/// First the files, then the events, from which the read model follows, also when it is built
/// again. What is received after that, under a permit from just before the erasure, finds them.
@ApplicationScoped
public class Purge {
  /// What changes which submissions wait to be validated.
  private static final Set<String> CHANGES =
      Stream.of(
              SubmissionReceived.class,
              CallSetAccepted.class,
              OutsideCallsAccepted.class,
              ExpressionPanelAccepted.class,
              SubmissionRefused.class)
          .map(EventTypes::storedName)
          .collect(Collectors.toUnmodifiableSet());

  private final PatientFiles files;
  private final Vault vault;
  private final AppendSequencer sequencer;

  Purge(PatientFiles files, Vault vault, AppendSequencer sequencer) {
    this.files = files;
    this.vault = vault;
    this.sequencer = sequencer;
  }

  /// May be done twice, and after a crash again. Blocks.
  void purge(Pseudonym patient, Attribution attribution) {
    for (var now = files.of(patient); isOpen(now.files()); now = files.of(patient)) {
      var found = now.files();
      found.purgeable().values().stream()
          .flatMap(List::stream)
          .forEach(submission -> vault.remove(submission.file()));
      record(found, patient, now.head(), attribution);
    }
  }

  /// All in one append: a submission that waits is either still taken up again, and then purged, or
  /// there is nothing left of it. Refused if something was received or settled since: look again.
  private void record(FilesOfPatient found, Pseudonym patient, long head, Attribution attribution) {
    var tag = "patient:" + patient;
    var purged =
        new FilesPurged(
            patient,
            found.purgeable().keySet().stream()
                .sorted(Comparator.comparing(AccessionId::value))
                .toList(),
            Caller.now());
    var events =
        Stream.concat(
                found.waiting().stream().map(submission -> refused(submission, attribution)),
                Stream.of(Append.fact(purged, attribution, List.of(tag))))
            .flatMap(fact -> fact.events().stream())
            .toList();
    try {
      sequencer
          .append(new Append(events, List.of(new Criterion(Set.of(tag), CHANGES)), head))
          .join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof AppendConflict)) {
        throw e;
      }
    }
  }

  private static boolean isOpen(FilesOfPatient found) {
    return !found.isPurged() || !found.purgeable().isEmpty();
  }

  /// Removes what was received of a patient who has been purged. To be asked after it is on record.
  /// Cut short, it leaves a submission that waits, and is asked again when that is taken up.
  /// Blocks.
  ///
  /// @return whether that was so
  public boolean takesBack(SubmissionReceived received, Attribution attribution) {
    if (!files.of(received.patient()).files().isPurged()) {
      return false;
    }
    purge(received.patient(), attribution);
    return true;
  }

  /// One that waits to be validated would wait for ever.
  private static Append refused(SubmissionReceived submission, Attribution attribution) {
    return Append.fact(
        new SubmissionRefused(
            submission.accession(),
            submission.lab(),
            submission.patient(),
            "erased",
            null,
            "The patient was erased.",
            Caller.now()),
        attribution,
        List.of(
            "accession:" + submission.accession(),
            "lab:" + submission.lab(),
            "patient:" + submission.patient()));
  }
}
