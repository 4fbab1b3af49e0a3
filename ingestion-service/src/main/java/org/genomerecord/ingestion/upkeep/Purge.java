package org.genomerecord.ingestion.upkeep;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Criterion;

/// Deletes an erased patient's files, and has the rows of their accessions go. They open no more
/// anyway: this is for the disk, and for whoever would rather see nothing there.
///
/// First the files, then the event, from which the read model follows, also when it is built again.
/// What is received after that, under a permit from just before the erasure, finds the event.
@ApplicationScoped
public class Purge {
  private static final String RECEIVED = EventTypes.storedName(SubmissionReceived.class);

  private final PatientFiles files;
  private final Vault vault;
  private final Commands commands;
  private final AppendSequencer sequencer;

  Purge(PatientFiles files, Vault vault, Commands commands, AppendSequencer sequencer) {
    this.files = files;
    this.vault = vault;
    this.commands = commands;
    this.sequencer = sequencer;
  }

  /// May be done twice, and after a crash again. Blocks.
  void purge(Pseudonym patient, Attribution attribution) {
    for (var now = files.of(patient); isOpen(now.files()); now = files.of(patient)) {
      var found = now.files();
      found.submissions().values().forEach(submission -> settle(submission, attribution));
      found.purgeable().values().stream()
          .flatMap(List::stream)
          .forEach(submission -> vault.remove(submission.file()));
      record(found, patient, now.head(), attribution);
    }
  }

  /// Refused if something was received since, whose file nobody has removed: look again.
  private void record(FilesOfPatient found, Pseudonym patient, long head, Attribution attribution) {
    var tag = "patient:" + patient;
    var event =
        new FilesPurged(
            patient,
            found.purgeable().keySet().stream()
                .sorted(Comparator.comparing(AccessionId::value))
                .toList(),
            Caller.now());
    var unless = new Criterion(Set.of(tag), Set.of(RECEIVED));
    var fact = Append.fact(event, attribution, List.of(tag));
    try {
      sequencer.append(new Append(fact.events(), List.of(unless), head)).join();
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

  /// One that waits to be validated would wait for ever. Of one that was, nothing comes.
  private void settle(SubmissionReceived submission, Attribution attribution) {
    commands.send(
        new SettleSubmission(
            submission.accession(),
            submission.file(),
            new SubmissionRefused(
                submission.accession(),
                submission.lab(),
                submission.patient(),
                "erased",
                null,
                "The patient was erased.",
                Caller.now()),
            attribution));
  }
}
