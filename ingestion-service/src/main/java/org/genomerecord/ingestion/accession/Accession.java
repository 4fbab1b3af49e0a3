package org.genomerecord.ingestion.accession;

import java.util.List;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// One accession of one laboratory. Pure.
public sealed interface Accession {

  /// Nothing was submitted under this number.
  record Unknown() implements Accession {}

  /// The file is in the vault and is being validated.
  record Received(SubmissionReceived submission) implements Accession {}

  /// The file is the accession's call set, or its outside calls.
  record Accepted(SubmissionReceived submission, FileAccepted file) implements Accession {}

  /// The file was refused; a better one may follow under the same number.
  record Refused(SubmissionReceived submission, SubmissionRefused refusal) implements Accession {}

  /// The laboratory took the result back. What was submitted stays on record.
  record Withdrawn(SubmissionReceived submission, FileAccepted file, SubmissionWithdrawn withdrawal)
      implements Accession {}

  static Accession initial() {
    return new Unknown();
  }

  default Accession evolve(AccessionEvent event) {
    return switch (event) {
      case SubmissionReceived received -> new Received(received);
      case FileAccepted accepted -> new Accepted(submission(), accepted);
      case SubmissionRefused refused -> new Refused(submission(), refused);
      case SubmissionWithdrawn withdrawn -> new Withdrawn(submission(), accepted(), withdrawn);
    };
  }

  private SubmissionReceived submission() {
    return switch (this) {
      case Received(var submission) -> submission;
      case Accepted(var submission, _) -> submission;
      case Refused(var submission, _) -> submission;
      case Withdrawn(var submission, _, _) -> submission;
      case Unknown() -> throw new IllegalStateException("an outcome without a submission");
    };
  }

  private FileAccepted accepted() {
    return switch (this) {
      case Accepted(_, var file) -> file;
      case Unknown _, Received _, Refused _, Withdrawn _ ->
          throw new IllegalStateException("a withdrawal of what was not accepted");
    };
  }

  /// The same file again is the same submission; another one under the same number is refused
  /// unless the first was.
  default List<AccessionEvent> decide(ReceiveSubmission command) {
    return switch (this) {
      case Unknown() -> List.of(command.received());
      case Received(var earlier) -> again(earlier, command);
      case Accepted(var earlier, _) -> again(earlier, command);
      case Refused(var earlier, _) -> {
        requireSamePatient(earlier.patient(), command);
        yield earlier.contentDigest().equals(command.received().contentDigest())
            ? List.of()
            : List.of(command.received());
      }
      case Withdrawn(var earlier, _, _) -> {
        requireSamePatient(earlier.patient(), command);
        if (!earlier.contentDigest().equals(command.received().contentDigest())) {
          throw new Refusal(
              Category.CONFLICT,
              "accession-withdrawn",
              "the result of this accession number was withdrawn; submit under another number");
        }
        yield List.of();
      }
    };
  }

  private static List<AccessionEvent> again(SubmissionReceived earlier, ReceiveSubmission command) {
    requireSamePatient(earlier.patient(), command);
    if (!earlier.contentDigest().equals(command.received().contentDigest())) {
      throw new Refusal(
          Category.CONFLICT,
          "accession-content",
          "another file was submitted under this accession number");
    }
    return List.of();
  }

  private static void requireSamePatient(Pseudonym patient, ReceiveSubmission command) {
    if (!patient.equals(command.received().patient())) {
      throw new Refusal(
          Category.CONFLICT, "accession-patient", "this accession number is another patient's");
    }
  }

  /// The outcome of validating a file. One that comes late, for a file that was decided already,
  /// changes nothing.
  default List<AccessionEvent> decide(SettleSubmission command) {
    return this instanceof Received(var submission)
            && submission.file().digest().equals(command.file().digest())
        ? List.of(command.outcome())
        : List.of();
  }

  /// What was accepted is withdrawn once, for the reason that was given first.
  default List<AccessionEvent> decide(WithdrawSubmission command) {
    return switch (this) {
      case Unknown() ->
          throw new Refusal(Category.NOT_FOUND, "accession-unknown", "you have no such accession");
      case Received _ ->
          throw new Refusal(
              Category.CONFLICT,
              "submission-unsettled",
              "the file is still being validated; withdraw it once it is accepted");
      case Refused _ ->
          throw new Refusal(
              Category.CONFLICT, "accession-not-accepted", "there is no result to withdraw");
      case Accepted(var submission, var file) ->
          List.of(
              new SubmissionWithdrawn(
                  submission.accession(),
                  submission.lab(),
                  submission.patient(),
                  file.callSet(),
                  command.reason(),
                  command.withdrawnAt()));
      case Withdrawn _ -> List.of();
    };
  }
}
