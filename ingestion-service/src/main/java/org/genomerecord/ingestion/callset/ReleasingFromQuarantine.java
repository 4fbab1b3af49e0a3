package org.genomerecord.ingestion.callset;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.UUID;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.laboratory.Laboratories;
import org.genomerecord.ingestion.quarantine.QuarantinedFiles;
import org.genomerecord.ingestion.quarantine.ReleaseQuarantined;
import org.genomerecord.ingestion.upkeep.Purge;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.QuarantineKeys;
import org.genomerecord.record.permit.QuarantineRelease;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.Recording;

/// Makes a submission of a file that waited in quarantine. Blocks.
@ApplicationScoped
class ReleasingFromQuarantine {
  private final QuarantinedFiles files;
  private final QuarantineKeys keys;
  private final Vault vault;
  private final Commands commands;
  private final CallSetValidation validation;
  private final Purge purge;
  private final Laboratories laboratories;

  ReleasingFromQuarantine(
      QuarantinedFiles files,
      QuarantineKeys keys,
      Vault vault,
      Commands commands,
      CallSetValidation validation,
      Purge purge,
      Laboratories laboratories) {
    this.files = files;
    this.keys = keys;
    this.vault = vault;
    this.commands = commands;
    this.validation = validation;
    this.purge = purge;
    this.laboratories = laboratories;
  }

  /// Has it decided whether the laboratory may collect this now, seals the file under the patient's
  /// key and records both ends in one append. Cut short before that, nothing was collected, though
  /// a permit may be on record; after it, the submission is taken up like any other.
  ///
  /// @param token access token of the person who releases it
  /// @throws Refusal forbidden, with what the denial tells; unsupported, if the laboratory named
  ///   another patient; conflict, if it does not wait any more, its key is gone, or the laboratory
  ///   may not submit it today; unavailable, if nobody decides
  void release(
      SubmissionQuarantined waiting,
      PatientIdentifier patient,
      String reason,
      Attribution by,
      String token)
      throws IOException {
    var laboratory = laboratories.onboarded(waiting.quarantine());
    ReleaseTerms.requireAdmitted(laboratory);
    var request =
        new QuarantineRelease(
            patient, reason.equals(QuarantinedContext.CORRECTED), token, by.correlation());
    switch (asked(waiting, request)) {
      case QuarantineKeys.Answer.Permitted(var released) ->
          seal(waiting, laboratory.terms(), patient, reason, by, released);
      case QuarantineKeys.Answer.Denied(var denial) -> throw denial.refusal();
    }
  }

  /// Nothing is decided of whom the laboratory did not name; that somebody tried goes on record all
  /// the same: it tells whom it did name.
  private QuarantineKeys.Answer asked(SubmissionQuarantined waiting, QuarantineRelease request) {
    try {
      return keys.release(waiting.decision(), request);
    } catch (Refusal refusal) {
      throw refusal.category() == Category.UNSUPPORTED
          ? new RefusedAtTheDoor(refusal.category(), refusal.code(), refusal.detail(), null)
          : refusal;
    }
  }

  private void seal(
      SubmissionQuarantined waiting,
      LaboratoryTerms terms,
      PatientIdentifier patient,
      String reason,
      Attribution by,
      QuarantineKeys.Released released)
      throws IOException {
    var permit = released.permit();
    var context = QuarantinedContext.parse(QuarantinedFiles.context(waiting, released.key()));
    ReleaseTerms.requireTests(terms, context.testCodes());
    var submitted = context.released(patient, reason, permit.key());
    var sha256 = CallSetIntake.sha256();
    try (var bytes = files.open(waiting, released.key());
        var draft = vault.draft(permit.key(), "call-set|" + UUID.randomUUID())) {
      new DigestInputStream(bytes, sha256).transferTo(draft.bytes());
      var event = Recording.newEventId();
      var file = draft.keep();
      var received =
          new SubmissionReceived(
              waiting.quarantined(),
              waiting.quarantine().value(),
              permit.patient(),
              permit.key().keyedDigest(sha256.digest()),
              file,
              permit.id(),
              submitted.sealed(event, permit.key()),
              Caller.now(),
              submitted.collected());
      record(waiting, received, reason, by);
      if (!purge.takesBack(received, by)) {
        validation.start(received, permit.key(), by);
      }
    }
  }

  private void record(
      SubmissionQuarantined waiting, SubmissionReceived received, String reason, Attribution by) {
    try {
      commands.send(
          new ReleaseQuarantined(
              waiting.quarantined(),
              new QuarantineReleased(
                  waiting.quarantine(),
                  waiting.quarantined(),
                  received.patient(),
                  waiting.decision(),
                  received.decision(),
                  reason,
                  Caller.now()),
              new ReceiveSubmission(received.accession(), received, false, null, by),
              by));
    } catch (Refusal refusal) {
      if (refusal.category() == Category.CONFLICT) {
        vault.remove(received.file());
      }
      throw refusal;
    }
  }
}
