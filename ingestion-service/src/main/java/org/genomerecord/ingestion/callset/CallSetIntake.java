package org.genomerecord.ingestion.callset;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.laboratory.Laboratories;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.upkeep.Purge;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.Recording;
import org.jspecify.annotations.Nullable;

/// Takes a submitted file into the vault. Blocks.
@ApplicationScoped
public class CallSetIntake {

  private final Permits permits;
  private final Vault vault;
  private final Commands commands;
  private final CallSetValidation validation;
  private final Purge purge;
  private final Laboratories laboratories;

  CallSetIntake(
      Permits permits,
      Vault vault,
      Commands commands,
      CallSetValidation validation,
      Purge purge,
      Laboratories laboratories) {
    this.permits = permits;
    this.vault = vault;
    this.commands = commands;
    this.validation = validation;
    this.purge = purge;
    this.laboratories = laboratories;
  }

  /// Asks for a permit to collect, seals the bytes as they come, records them and starts their
  /// validation.
  ///
  /// @param format empty: a VCF
  /// @param token the laboratory's own access token, the subject of the decision
  /// @return the accession; what was submitted before under it is not stored again
  AccessionId take(
      Submission submission,
      Optional<FileFormat> format,
      InputStream bytes,
      Attribution lab,
      String laboratory,
      String token)
      throws IOException {
    var accession = Accessions.idOf(laboratory, submission.number());
    var permit =
        permit(null, submission.patient(), accession, FileFormat.collected(format), lab, token);
    return take(submission, format, bytes, permit, lab, laboratory);
  }

  /// As above, under a permit to collect that was had for this operation.
  public AccessionId take(
      Submission submission,
      Optional<FileFormat> format,
      InputStream bytes,
      Decision.Permit permit,
      Attribution lab,
      String laboratory)
      throws IOException {
    return take(submission, format, bytes, permit, lab, laboratory, false);
  }

  /// As above, of what was filed under another patient before.
  AccessionId takeMoved(
      Submission submission,
      Optional<FileFormat> format,
      InputStream bytes,
      Decision.Permit permit,
      Attribution lab,
      String laboratory)
      throws IOException {
    return take(submission, format, bytes, permit, lab, laboratory, true);
  }

  private AccessionId take(
      Submission submission,
      Optional<FileFormat> format,
      InputStream bytes,
      Decision.Permit permit,
      Attribution lab,
      String laboratory,
      boolean isMoved)
      throws IOException {
    var accession = Accessions.idOf(laboratory, submission.number());
    var sha256 = sha256();
    VaultFile file;
    try (var draft = vault.draft(permit.key(), "call-set|" + UUID.randomUUID())) {
      new DigestInputStream(bytes, sha256).transferTo(draft.bytes());
      file = draft.keep();
    }
    var event = Recording.newEventId();
    var context =
        new SubmittedContext(
            submission.number(),
            submission.sample(),
            submission.assembly() == null ? null : submission.assembly().label(),
            format.map(FileFormat::mediaType).orElse(null),
            format
                .filter(FileFormat::namesPatient)
                .map(_ -> CallSetValidation.digest(submission.patient(), permit.key()))
                .orElse(null),
            submission.correction(),
            submission.context(),
            promised(laboratory, submission));
    var received =
        new SubmissionReceived(
            accession,
            laboratory,
            permit.patient(),
            permit.key().keyedDigest(sha256.digest()),
            file,
            permit.id(),
            context.sealed(event, permit.key()),
            Caller.now(),
            FileFormat.collected(format));
    if (record(new ReceiveSubmission(accession, received, isMoved, submission.correction(), lab))) {
      if (!purge.takesBack(received, lab)) {
        validation.start(received, permit.key(), lab);
      }
    } else {
      vault.remove(file);
    }
    return accession;
  }

  private @Nullable List<String> promised(String laboratory, Submission submission) {
    if (submission.testCode() == null) {
      return null;
    }
    var promised =
        laboratories.onboarded(new LaboratoryId(laboratory)).terms().genesOf(submission.testCode());
    return promised.isEmpty() ? null : promised;
  }

  private boolean record(ReceiveSubmission command) {
    try {
      return commands.send(command) != null;
    } catch (Refusal refusal) {
      if (refusal.category() == Category.CONFLICT) {
        vault.remove(command.received().file());
      }
      throw refusal;
    }
  }

  /// Asks whether a laboratory may collect for an accession now.
  ///
  /// @param patient null where only an identifier is known
  /// @param identifier null where the pseudonym is known
  /// @param collected class of what the file holds
  /// @param token the laboratory's own access token, the subject of the decision
  /// @throws Refusal forbidden, with the reason of the denial
  public Decision.Permit permit(
      @Nullable Pseudonym patient,
      @Nullable PatientIdentifier identifier,
      AccessionId accession,
      DataClass collected,
      Attribution lab,
      String token) {
    var decision =
        permits.ask(
            new DecisionRequest(
                patient == null ? null : patient.value(),
                identifier,
                lab.purposeOfUse(),
                List.of(),
                "collect",
                List.of(collected.code()),
                "accession/" + accession,
                token,
                lab.correlation(),
                null));
    return switch (decision) {
      case Decision.Permit permit -> permit;
      case Decision.Denial denial ->
          throw new Refusal(
              Category.FORBIDDEN,
              denial.reason(),
              "the patient's consents do not permit to collect this; decision " + denial.id());
    };
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
