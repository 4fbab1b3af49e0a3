package org.genomerecord.ingestion.accession;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;

/// What a laboratory submits under one accession number, and what comes of it.
public final class SampleSubmissions {
  static final AccessionId ACCESSION = new AccessionId("accession-1");
  public static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Instant LATER = Instant.parse("2026-01-01T12:00:05Z");
  static final Instant WITHDRAWN_AT = Instant.parse("2026-01-02T08:00:00Z");
  static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", "north-lab"), null, NOON, "request-1", null, null);

  private SampleSubmissions() {}

  /// The sealed file of some content: sealing the same content again gives another file.
  public static VaultFile file(char digit) {
    return new VaultFile(String.valueOf(digit).repeat(64), 1234, 1, "accession-1");
  }

  public static SubmissionReceived received(Pseudonym patient, String content, VaultFile file) {
    return new SubmissionReceived(
        ACCESSION,
        "north-lab",
        patient,
        "digest-of-" + content,
        file,
        new DecisionId("decision-1"),
        sealedFor(file),
        NOON,
        null);
  }

  /// The same as a submission of an expression panel.
  static SubmissionReceived ofExpression(SubmissionReceived received) {
    return new SubmissionReceived(
        received.accession(),
        received.lab(),
        received.patient(),
        received.contentDigest(),
        received.file(),
        received.decision(),
        received.sealed(),
        received.receivedAt(),
        DataClass.EXPRESSION);
  }

  private static Sealed sealedFor(VaultFile file) {
    return new Sealed(new UUID(1, file.digest().charAt(0)), 1, "c2VhbGVk");
  }

  public static CallSetAccepted accepted(VaultFile file) {
    return new CallSetAccepted(
        ACCESSION,
        "north-lab",
        PATIENT,
        new CallSetId("call-set-1"),
        "GRCh38",
        42,
        List.of("contig-lengths"),
        file,
        new Sealed(new UUID(2, file.digest().charAt(0)), 1, "c2VhbGVk"),
        LATER,
        null);
  }

  public static SubmissionRefused refused() {
    return new SubmissionRefused(
        ACCESSION, "north-lab", PATIENT, "vcf-columns", 17L, "a line has 8 columns", LATER);
  }

  public static SubmissionWithdrawn withdrawn() {
    return new SubmissionWithdrawn(
        ACCESSION,
        "north-lab",
        PATIENT,
        new CallSetId("call-set-1"),
        WithdrawalReason.ANALYTICAL_ERROR,
        WITHDRAWN_AT);
  }

  static WithdrawSubmission withdraw(WithdrawalReason reason) {
    return new WithdrawSubmission(ACCESSION, reason, null, WITHDRAWN_AT, ATTRIBUTION);
  }

  /// As a move to another patient withdraws.
  static WithdrawSubmission withdrawOfWrongPatient(VaultFile expected) {
    return new WithdrawSubmission(
        ACCESSION, WithdrawalReason.WRONG_PATIENT, expected, WITHDRAWN_AT, ATTRIBUTION);
  }

  static ReceiveSubmission receive(SubmissionReceived received) {
    return new ReceiveSubmission(ACCESSION, received, false, null, ATTRIBUTION);
  }

  static ReceiveSubmission correct(SubmissionReceived received) {
    return new ReceiveSubmission(
        ACCESSION, received, false, WithdrawalReason.ANALYTICAL_ERROR, ATTRIBUTION);
  }

  /// As the validation settles a correction: under an identifier of its own.
  static SettleSubmission settleCorrection(VaultFile file) {
    return new SettleSubmission(
        ACCESSION,
        file,
        accepted(file).as(new CallSetId("call-set-2")),
        WithdrawalReason.ANALYTICAL_ERROR,
        ATTRIBUTION);
  }

  static SubmissionSuperseded superseded() {
    return new SubmissionSuperseded(
        ACCESSION,
        "north-lab",
        PATIENT,
        new CallSetId("call-set-1"),
        WithdrawalReason.ANALYTICAL_ERROR,
        LATER);
  }

  static SettleSubmission settle(VaultFile file, AccessionEvent outcome) {
    return new SettleSubmission(ACCESSION, file, outcome, null, ATTRIBUTION);
  }
}
