package org.genomerecord.ingestion.callset;

import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.WithdrawSubmission;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// Moves a result that was filed under the wrong patient: withdrawn from one record, and taken in
/// by the other as if it had been submitted for it, sealed anew under the other patient's key.
///
/// Nothing that is recorded about one of the two leads to the other: the accession has another
/// identifier, which cannot be told without the wrong patient's key, and what is recorded about the
/// right patient another correlation and another trace.
///
/// First both permits are had, then the result leaves the wrong record, then it enters the right
/// one. Cut short in between it is in neither, and doing it again goes on from there. Blocks.
@ApplicationScoped
class Move {
  /// No number of a laboratory has a space in it.
  private static final String PREFIX = "moved ";

  /// 128 bits: not to be guessed.
  private static final int NUMBER_HEX_DIGITS = 32;

  private final Accessions accessions;
  private final CallSetIntake intake;
  private final Vault vault;
  private final Commands commands;

  Move(Accessions accessions, CallSetIntake intake, Vault vault, Commands commands) {
    this.accessions = accessions;
    this.intake = intake;
    this.vault = vault;
    this.commands = commands;
  }

  /// @param id an accession of this laboratory
  /// @param right the patient whose result it is
  /// @param token the laboratory's own access token, the subject of both decisions
  /// @return what the result is known by from here on
  /// @throws Refusal forbidden, if one of the two does not permit to collect it; conflict, if there
  ///   is nothing to move, it is the right patient's already, was moved to a third, or was
  ///   corrected or withdrawn for another reason meanwhile; unsupported, if the file itself names
  ///   its patient
  AccessionId move(
      AccessionId id, PatientIdentifier right, Attribution lab, String laboratory, String token)
      throws IOException {
    var wrong = movable(accessions.find(id).accession());
    var opening = intake.permit(wrong.patient(), null, id, wrong.collected(), lab, token);
    var context = SubmittedContext.of(wrong, opening.key());
    var format = movable(context.mediaType());
    var submission =
        new Submission(
            number(id, opening.key()),
            right,
            context.sample(),
            Optional.ofNullable(context.assembly()).flatMap(Assembly::named).orElse(null),
            null,
            null,
            context.stated());
    var apart = apart(lab);
    try (var _ = Context.root().makeCurrent()) {
      var permit =
          intake.permit(
              null,
              right,
              Accessions.idOf(laboratory, submission.number()),
              submission.collected(format),
              apart,
              token);
      if (permit.patient().equals(wrong.patient())) {
        throw new Refusal(Category.CONFLICT, "same-patient", "it is this patient's already");
      }
      try (var bytes = vault.open(opening.key(), wrong.file())) {
        commands.send(
            new WithdrawSubmission(
                id, WithdrawalReason.WRONG_PATIENT, wrong.file(), Caller.now(), lab));
        return intake.takeMoved(submission, format, bytes, permit, apart, laboratory);
      }
    }
  }

  /// The number that a moved result is filed under: the same for a retry. It says nothing of the
  /// laboratory's own, which would stand in the right patient's record otherwise, and without the
  /// key nobody tells what it, or the accession that is derived from it, was moved from.
  static String number(AccessionId from, SubjectKey wrong) {
    var named = CallSetIntake.sha256().digest((PREFIX + from).getBytes(StandardCharsets.UTF_8));
    return PREFIX + wrong.keyedDigest(named).substring(0, NUMBER_HEX_DIGITS);
  }

  /// @param mediaType null: a VCF
  /// @return the format of a file that may be moved
  static Optional<FileFormat> movable(@Nullable String mediaType) {
    var format = Optional.ofNullable(mediaType).flatMap(FileFormat::of);
    if (format.filter(FileFormat::namesPatient).isPresent()) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "file-names-patient",
          "the file itself names its patient; withdraw it, and submit one of the right patient");
    }
    return format;
  }

  private static SubmissionReceived movable(Accession accession) {
    return switch (accession) {
      case Accession.Accepted accepted -> accepted.submission();
      case Accession.Withdrawn(var last, var withdrawal)
          when withdrawal.reason() == WithdrawalReason.WRONG_PATIENT ->
          last.submission();
      case Accession.Withdrawn _ ->
          throw new Refusal(
              Category.CONFLICT,
              "accession-withdrawn",
              "the result was withdrawn for another reason than a wrong patient");
      case Accession.Received _, Accession.Correcting _ ->
          throw new Refusal(
              Category.CONFLICT,
              "submission-unsettled",
              "the file is still being validated; move it once it is accepted");
      case Accession.Refused _, Accession.Unknown _ ->
          throw new Refusal(
              Category.CONFLICT, "accession-not-accepted", "there is no result to move");
    };
  }

  /// What is found by one correlation would tell of both patients.
  private static Attribution apart(Attribution lab) {
    return new Attribution(
        lab.actor(), lab.purposeOfUse(), lab.at(), UUID.randomUUID().toString(), null, null);
  }
}
