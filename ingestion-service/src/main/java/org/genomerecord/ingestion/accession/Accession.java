package org.genomerecord.ingestion.accession;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// One accession of one laboratory. Pure.
public sealed interface Accession {

  /// Nothing was submitted under this number.
  record Unknown() implements Accession {}

  /// The file is in the vault and is being validated.
  record Received(SubmissionReceived submission) implements Accession {}

  /// The file is the accession's call set, its outside calls, or its expression panel.
  ///
  /// @param versions those that it is in the place of, oldest first
  /// @param notTaken the latest correction, if it was refused: what it was to correct is in force
  record Accepted(
      SubmissionReceived submission,
      FileAccepted file,
      List<Version> versions,
      @Nullable Refused notTaken)
      implements Accession {
    public Accepted {
      versions = List.copyOf(versions);
    }

    private Accepted superseded(SubmissionReceived correction, FileAccepted by) {
      var earlier = new ArrayList<>(versions);
      earlier.add(new Version(submission, file, null));
      return new Accepted(correction, by, earlier, null);
    }

    private Accepted because(WithdrawalReason reason) {
      var earlier = new ArrayList<>(versions);
      var last = earlier.removeLast();
      earlier.add(new Version(last.submission(), last.file(), reason));
      return new Accepted(submission, file, earlier, notTaken);
    }
  }

  /// A file that was in force.
  ///
  /// @param reason why another is in its place
  record Version(
      SubmissionReceived submission, FileAccepted file, @Nullable WithdrawalReason reason) {}

  /// A correction is being validated; what it is to correct is in force meanwhile.
  record Correcting(Accepted inForce, SubmissionReceived correction) implements Accession {}

  /// The file was refused; a better one may follow under the same number.
  record Refused(SubmissionReceived submission, SubmissionRefused refusal) implements Accession {}

  /// The laboratory took the result back. What was submitted stays on record.
  record Withdrawn(Accepted last, SubmissionWithdrawn withdrawal) implements Accession {}

  static Accession initial() {
    return new Unknown();
  }

  default Accession evolve(AccessionEvent event) {
    return switch (event) {
      case SubmissionReceived received ->
          this instanceof Accepted inForce
              ? new Correcting(inForce, received)
              : new Received(received);
      case FileAccepted accepted -> accepted(accepted);
      case SubmissionRefused refused -> refused(refused);
      case SubmissionMovedIn _ -> this;
      case SubmissionSuperseded superseded -> inForce().because(superseded.reason());
      case SubmissionWithdrawn withdrawn -> new Withdrawn(inForce(), withdrawn);
    };
  }

  private Accession accepted(FileAccepted file) {
    return this instanceof Correcting(var inForce, var correction)
        ? inForce.superseded(correction, file)
        : new Accepted(current().orElseThrow(Accession::nothing), file, List.of(), null);
  }

  private Accession refused(SubmissionRefused refusal) {
    return this instanceof Correcting(var inForce, var correction)
        ? new Accepted(
            inForce.submission(),
            inForce.file(),
            inForce.versions(),
            new Refused(correction, refusal))
        : new Refused(current().orElseThrow(Accession::nothing), refusal);
  }

  private static IllegalStateException nothing() {
    return new IllegalStateException("an outcome without a submission");
  }

  private Accepted inForce() {
    return counting()
        .orElseThrow(() -> new IllegalStateException("what was not accepted is taken back"));
  }

  /// What was accepted and counts now; empty if nothing was, or it was withdrawn.
  default Optional<Accepted> counting() {
    return switch (this) {
      case Accepted accepted -> Optional.of(accepted);
      case Correcting(var inForce, _) -> Optional.of(inForce);
      case Unknown _, Received _, Refused _, Withdrawn _ -> Optional.empty();
    };
  }

  /// What stands under the number: of a correction that is not settled, what it is to correct.
  /// Empty if nothing was submitted.
  default Optional<SubmissionReceived> current() {
    return switch (this) {
      case Unknown() -> Optional.empty();
      case Received(var submission) -> Optional.of(submission);
      case Accepted accepted -> Optional.of(accepted.submission());
      case Correcting(var inForce, _) -> Optional.of(inForce.submission());
      case Refused(var submission, _) -> Optional.of(submission);
      case Withdrawn(var last, _) -> Optional.of(last.submission());
    };
  }

  /// The file that waits to be settled.
  default Optional<SubmissionReceived> unsettled() {
    return switch (this) {
      case Received(var submission) -> Optional.of(submission);
      case Correcting(_, var correction) -> Optional.of(correction);
      case Unknown _, Accepted _, Refused _, Withdrawn _ -> Optional.empty();
    };
  }

  /// Whether a file counts, or waits to be settled. One that does neither never will again: each
  /// submission has a file of its own.
  default boolean countsOrWaits(String digest) {
    return Stream.concat(counting().map(Accepted::submission).stream(), unsettled().stream())
        .anyMatch(submission -> submission.file().digest().equals(digest));
  }

  /// The same file again is the same submission; another one under the same number is refused
  /// unless the first was, or it says that it corrects what was accepted.
  default List<AccessionEvent> decide(ReceiveSubmission command) {
    current().ifPresent(earlier -> requireSamePatient(earlier.patient(), command));
    return switch (this) {
      case Unknown() -> {
        if (command.correction() != null) {
          throw new Refusal(
              Category.CONFLICT, "nothing-to-correct", "nothing was accepted under this number");
        }
        yield command.events();
      }
      case Received(var earlier) -> again(command, earlier);
      case Accepted accepted -> {
        var refused = accepted.notTaken();
        yield isSame(accepted.submission(), command)
                || (refused != null && isSame(refused.submission(), command))
                || isFirstAgain(accepted, command)
            ? List.of()
            : correction(accepted, command);
      }
      case Correcting(var inForce, var correction) ->
          isSame(inForce.submission(), command) || isFirstAgain(inForce, command)
              ? List.of()
              : again(command, correction);
      case Refused(var earlier, _) -> isSame(earlier, command) ? List.of() : command.events();
      case Withdrawn(var last, _) -> {
        if (!isSame(last.submission(), command)) {
          throw new Refusal(
              Category.CONFLICT,
              "accession-withdrawn",
              "the result of this accession number was withdrawn; submit under another number");
        }
        yield List.of();
      }
    };
  }

  /// Whether it is the first submission, sent again. A late retry of a correction may not take the
  /// place of what has corrected it since.
  private static boolean isFirstAgain(Accepted inForce, ReceiveSubmission command) {
    var versions = inForce.versions();
    if (command.correction() == null) {
      return !versions.isEmpty() && isSame(versions.getFirst().submission(), command);
    }
    if (versions.stream().anyMatch(version -> isSame(version.submission(), command))) {
      throw new Refusal(
          Category.CONFLICT,
          "superseded",
          "this file was in force under this accession number and was corrected since");
    }
    return false;
  }

  /// What is of another class was collected under another permit, and is interpreted otherwise: it
  /// is another result, and no better one.
  private static List<AccessionEvent> correction(Accepted inForce, ReceiveSubmission command) {
    if (command.correction() == null) {
      return another();
    }
    if (command.received().collected() != inForce.submission().collected()) {
      throw new Refusal(
          Category.CONFLICT,
          "correction-class",
          "what was accepted under this accession number is another kind of result;"
              + " withdraw it, and submit this under another number");
    }
    return command.events();
  }

  private static List<AccessionEvent> again(ReceiveSubmission command, SubmissionReceived earlier) {
    return isSame(earlier, command) ? List.of() : another();
  }

  private static List<AccessionEvent> another() {
    throw new Refusal(
        Category.CONFLICT,
        "accession-content",
        "another file was submitted under this accession number");
  }

  private static boolean isSame(SubmissionReceived earlier, ReceiveSubmission command) {
    return earlier.contentDigest().equals(command.received().contentDigest());
  }

  private static void requireSamePatient(Pseudonym patient, ReceiveSubmission command) {
    if (!patient.equals(command.received().patient())) {
      throw new Refusal(
          Category.CONFLICT, "accession-patient", "this accession number is another patient's");
    }
  }

  /// The outcome of validating a file. One that comes late, for a file that was decided already,
  /// changes nothing. What is accepted as a correction is the same call set in another version.
  default List<AccessionEvent> decide(SettleSubmission command) {
    var waiting = unsettled();
    if (waiting.isEmpty() || !waiting.get().file().digest().equals(command.file().digest())) {
      return List.of();
    }
    return this instanceof Correcting(var inForce, _)
            && command.outcome() instanceof FileAccepted accepted
        ? List.of(
            accepted.as(inForce.file().callSet()),
            new SubmissionSuperseded(
                accepted.accession(),
                inForce.submission().lab(),
                accepted.patient(),
                inForce.file().callSet(),
                Objects.requireNonNullElse(command.correction(), WithdrawalReason.OTHER),
                accepted.acceptedAt()))
        : List.of(command.outcome());
  }

  /// What was accepted is withdrawn once, for the reason that was given first. Where a file is
  /// expected, it is that one and that reason, or a conflict.
  default List<AccessionEvent> decide(WithdrawSubmission command) {
    return switch (this) {
      case Unknown() ->
          throw new Refusal(Category.NOT_FOUND, "accession-unknown", "you have no such accession");
      case Received _, Correcting _ ->
          throw new Refusal(
              Category.CONFLICT,
              "submission-unsettled",
              "the file is still being validated; withdraw it once it is accepted");
      case Refused _ ->
          throw new Refusal(
              Category.CONFLICT, "accession-not-accepted", "there is no result to withdraw");
      case Accepted accepted -> {
        requireExpected(accepted, command.reason(), command);
        yield List.of(
            new SubmissionWithdrawn(
                accepted.submission().accession(),
                accepted.submission().lab(),
                accepted.submission().patient(),
                accepted.file().callSet(),
                command.reason(),
                command.withdrawnAt()));
      }
      case Withdrawn(var last, var withdrawal) -> {
        requireExpected(last, withdrawal.reason(), command);
        yield List.of();
      }
    };
  }

  private static void requireExpected(
      Accepted accepted, WithdrawalReason reason, WithdrawSubmission command) {
    var expected = command.expected();
    if (expected != null
        && !(expected.equals(accepted.submission().file()) && reason == command.reason())) {
      throw new Refusal(
          Category.CONFLICT,
          "accession-changed",
          "the result was corrected or withdrawn meanwhile; look it up first");
    }
  }
}
