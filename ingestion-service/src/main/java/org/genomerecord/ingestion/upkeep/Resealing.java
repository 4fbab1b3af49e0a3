package org.genomerecord.ingestion.upkeep;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Function;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultEvent.FileResealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals a patient's files anew under a renewed key, one after the other, each under a permit of
/// its own and on record. Blocks.
///
/// No permit, no key: what the patient does not permit to be collected any more is not opened for
/// this either, and stays sealed under the earlier generation.
@ApplicationScoped
class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

  private final PatientFiles files;
  private final Vault vault;
  private final AppendSequencer sequencer;
  private final Function<DecisionRequest, Decision> permits;

  @Inject
  Resealing(PatientFiles files, Vault vault, AppendSequencer sequencer, Permits permits) {
    this(files, vault, sequencer, permits::ask);
  }

  Resealing(
      PatientFiles files,
      Vault vault,
      AppendSequencer sequencer,
      Function<DecisionRequest, Decision> permits) {
    this.files = files;
    this.vault = vault;
    this.sequencer = sequencer;
    this.permits = permits;
  }

  /// May be done twice: a file whose sealing is on record is left alone.
  ///
  /// @param keyGeneration to be sealed under, or a newer one
  /// @throws Refusal unavailable, if no decision can be had, or the vault is away: again later
  void reseal(Pseudonym patient, int keyGeneration, Attribution attribution) {
    var known = files.of(patient).files();
    for (var submission : known.submissions().values()) {
      if (known.generationOf(submission) < keyGeneration) {
        reseal(submission, attribution);
      }
    }
  }

  private void reseal(SubmissionReceived submission, Attribution attribution) {
    switch (permits.apply(request(submission, attribution))) {
      case Decision.Denial denial ->
          LOG.info(
              "the file of accession {} stays sealed as it is: {}",
              submission.accession(),
              denial.code());
      case Decision.Permit permit -> reseal(submission, permit, attribution);
    }
  }

  private void reseal(
      SubmissionReceived submission, Decision.Permit permit, Attribution attribution) {
    try {
      var now = vault.reseal(permit.key(), submission.file());
      if (isRefusedMeanwhile(submission)) {
        vault.remove(submission.file());
      } else {
        record(submission, now, permit.id(), attribution);
      }
    } catch (NoSuchFileException _) {
      LOG.warn("there is no file of accession {} to seal anew", submission.accession());
    } catch (FileSystemException e) {
      LOG.warn("the vault does not answer", e);
      throw new Refusal(Category.UNAVAILABLE, "vault-unavailable", "the vault does not answer");
    } catch (IOException | Unsealable e) {
      LOG.error("the file of accession {} cannot be read", submission.accession(), e);
    }
  }

  /// Its validation may have ended, and removed the bytes that it knew of.
  private boolean isRefusedMeanwhile(SubmissionReceived submission) {
    return !files
        .of(submission.patient())
        .files()
        .submissions()
        .containsKey(submission.file().digest());
  }

  private void record(
      SubmissionReceived submission, VaultFile now, DecisionId decision, Attribution attribution) {
    var event =
        new FileResealed(
            submission.accession(),
            submission.patient(),
            submission.file().digest(),
            now,
            decision,
            Caller.now());
    sequencer
        .append(Append.fact(event, attribution, List.of("patient:" + submission.patient())))
        .join();
  }

  private static DecisionRequest request(SubmissionReceived submission, Attribution attribution) {
    return new DecisionRequest(
        submission.patient().value(),
        null,
        attribution.purposeOfUse(),
        List.of(),
        "collect",
        List.of(submission.collected().code()),
        "accession/" + submission.accession(),
        null,
        attribution.correlation(),
        attribution.causation());
  }
}
