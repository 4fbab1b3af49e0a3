package org.genomerecord.ingestion.quarantine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// What waits under one accession. Pure.
///
/// @param waiting empty: nothing does
public record Quarantine(Optional<SubmissionQuarantined> waiting) {
  /// Absence of a patient or of a consent. What a patient said is never kept against it.
  private static final Set<String> ABSENCES = Set.of("patient-unknown", "no-consent");

  static Quarantine initial() {
    return new Quarantine(Optional.empty());
  }

  Quarantine evolve(QuarantineEvent event) {
    return switch (event) {
      case SubmissionQuarantined quarantined -> new Quarantine(Optional.of(quarantined));
      case QuarantineReleased _, QuarantineDiscarded _, QuarantineExpired _ -> initial();
    };
  }

  /// Whether a file may wait. Only a first one: a correction is no use without what it corrects,
  /// and where something was taken in under the number, the patient had a consent and has none now.
  ///
  /// @param reason of the refusal
  /// @param standing what was taken in under its number
  /// @param isCorrection whether it is to take the place of what was accepted
  /// @throws Refusal conflict, if it corrects nothing, as with a consent
  static boolean mayHold(String reason, Accession standing, boolean isCorrection) {
    if (!ABSENCES.contains(reason) || !(standing instanceof Accession.Unknown)) {
      return false;
    }
    if (isCorrection) {
      throw new Refusal(
          Category.CONFLICT,
          "nothing-to-correct",
          "nothing was accepted under this number; what waits under it is replaced by a file"
              + " without Correction-Reason");
    }
    return true;
  }

  /// A newer file takes the place of the one that waits. Whether there is room is the laboratory's:
  /// see [QuarantineRoom].
  List<QuarantineEvent> decide(QuarantineSubmission command) {
    return List.of(command.quarantined());
  }

  /// One that does not wait any more is left as it was.
  List<QuarantineEvent> decide(EndQuarantine command) {
    return waits(command.end()) ? List.of(command.end()) : List.of();
  }

  private boolean waits(QuarantineEvent end) {
    return waiting.filter(file -> file.decision().equals(end.decision())).isPresent();
  }

  /// @throws Refusal conflict, if it does not wait any more, or too long
  List<QuarantineEvent> decide(ReleaseQuarantined command) {
    var released = command.released();
    if (!waits(released)
        || !waiting.orElseThrow().expiresAt().isAfter(command.attribution().at())) {
      throw new Refusal(
          Category.CONFLICT, "quarantine-over", "this does not wait in quarantine any more");
    }
    return List.of(released);
  }
}
