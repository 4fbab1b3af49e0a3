package org.genomerecord.ingestion.callset;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.laboratory.Laboratories;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.quarantine.QuarantinedFiles;
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
  private static final String PATIENT_UNKNOWN = "patient-unknown";

  private final Permits permits;
  private final Vault vault;
  private final Commands commands;
  private final CallSetValidation validation;
  private final Purge purge;
  private final Laboratories laboratories;
  private final QuarantinedFiles quarantine;

  CallSetIntake(
      Permits permits,
      Vault vault,
      Commands commands,
      CallSetValidation validation,
      Purge purge,
      Laboratories laboratories,
      QuarantinedFiles quarantine) {
    this.permits = permits;
    this.vault = vault;
    this.commands = commands;
    this.validation = validation;
    this.purge = purge;
    this.laboratories = laboratories;
    this.quarantine = quarantine;
  }

  /// Asks for a permit to collect, seals the bytes as they come, records them and starts their
  /// validation. Where no patient, or no consent of the patient's is on record, the file waits in
  /// quarantine, if there is one.
  ///
  /// @param stated of whom and of what it is, which counts and not what the submission has of it
  /// @param format empty: a VCF
  /// @param token the laboratory's own access token, the subject of the decisions
  /// @return the accession; what was submitted before under it is not stored again
  AccessionId take(
      Submission submission,
      Stated stated,
      Optional<FileFormat> format,
      InputStream bytes,
      Attribution lab,
      String laboratory,
      String token)
      throws IOException {
    var accession = Accessions.idOf(laboratory, submission.number());
    var asked =
        firstKnown(
            stated.patients(),
            one -> decision(null, one, accession, submission.collected(format), lab, token));
    return switch (asked.decision()) {
      case Decision.Permit permit ->
          take(submission.of(asked.patient()), format, bytes, permit, lab, laboratory);
      case Decision.Denial denial -> {
        if (!quarantine.mayHold(denial, accession, submission.correction() != null)) {
          throw denial.refusal();
        }
        var context =
            new QuarantinedContext(
                stated.patients(),
                stated.testCodes(),
                context(submission, format, laboratory, null));
        quarantine.hold(
            accession,
            new LaboratoryId(laboratory),
            denial,
            context.names(),
            context.json(),
            bytes,
            lab);
        yield accession;
      }
    };
  }

  /// What a laboratory says of a file, in its request or in the file itself.
  ///
  /// @param patients what the patient is named by: the first that somebody is known by counts
  /// @param testCodes of which tests it is; empty: none is said
  record Stated(List<PatientIdentifier> patients, List<String> testCodes) {
    Stated {
      patients = List.copyOf(patients);
      testCodes = List.copyOf(testCodes);
    }

    /// What its request says.
    static Stated by(Submission submission) {
      return new Stated(
          List.of(submission.patient()),
          Optional.ofNullable(submission.testCode()).stream().toList());
    }

    @Override
    public String toString() {
      return "Stated[…]";
    }
  }

  /// What was decided of whom.
  record Asked(PatientIdentifier patient, Decision decision) {}

  /// Of the first identifier that somebody is known by; of the last, if nobody is.
  ///
  /// @param named one or more
  static Asked firstKnown(
      List<PatientIdentifier> named, Function<PatientIdentifier, Decision> deciding) {
    Asked asked = null;
    for (var patient : named) {
      asked = new Asked(patient, deciding.apply(patient));
      if (!(asked.decision() instanceof Decision.Denial denial)
          || !denial.reason().equals(PATIENT_UNKNOWN)) {
        return asked;
      }
    }
    return Objects.requireNonNull(asked, "a submission names its patient");
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
        context(
            submission,
            format,
            laboratory,
            format
                .filter(FileFormat::namesPatient)
                .map(_ -> CallSetValidation.digest(submission.patient(), permit.key()))
                .orElse(null));
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
            submission.collected(format));
    if (record(new ReceiveSubmission(accession, received, isMoved, submission.correction(), lab))) {
      if (!purge.takesBack(received, lab)) {
        validation.start(received, permit.key(), lab);
      }
    } else {
      vault.remove(file);
    }
    return accession;
  }

  /// @param patientDigest null where the file names no patient, or is not taken in yet
  private SubmittedContext context(
      Submission submission,
      Optional<FileFormat> format,
      String laboratory,
      @Nullable String patientDigest) {
    return new SubmittedContext(
        submission.number(),
        submission.sample(),
        submission.assembly() == null ? null : submission.assembly().label(),
        format.map(FileFormat::mediaType).orElse(null),
        patientDigest,
        submission.correction(),
        submission.context(),
        promised(laboratory, submission));
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
  /// @throws Refusal forbidden, with what the denial tells
  public Decision.Permit permit(
      @Nullable Pseudonym patient,
      @Nullable PatientIdentifier identifier,
      AccessionId accession,
      DataClass collected,
      Attribution lab,
      String token) {
    return switch (decision(patient, identifier, accession, collected, lab, token)) {
      case Decision.Permit permit -> permit;
      case Decision.Denial denial -> throw denial.refusal();
    };
  }

  /// As above, of an upload that begins. It does not wait in quarantine; where a whole file would,
  /// the laboratory is told so, and not whether the patient or the consent is not there.
  ///
  /// @throws Refusal forbidden, with what the denial tells, if a whole file would not wait either;
  ///   conflict, if it corrects nothing
  public Decision.Permit permitUpload(
      Submission submission,
      DataClass collected,
      Attribution lab,
      String laboratory,
      String token) {
    var accession = Accessions.idOf(laboratory, submission.number());
    return switch (decision(null, submission.patient(), accession, collected, lab, token)) {
      case Decision.Permit permit -> permit;
      case Decision.Denial denial ->
          throw quarantine.mayHold(denial, accession, submission.correction() != null)
              ? new Refusal(
                  Category.FORBIDDEN,
                  "upload-not-quarantined",
                  "no patient with a consent to collect this was found; a file that is sent whole"
                      + " waits for that, an upload does not")
              : denial.refusal();
    };
  }

  private Decision decision(
      @Nullable Pseudonym patient,
      @Nullable PatientIdentifier identifier,
      AccessionId accession,
      DataClass collected,
      Attribution lab,
      String token) {
    return permits.ask(
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
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
