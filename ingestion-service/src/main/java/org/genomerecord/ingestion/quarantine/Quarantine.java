package org.genomerecord.ingestion.quarantine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The files of one laboratory that wait. Pure.
public record Quarantine(Map<AccessionId, SubmissionQuarantined> held) {
  /// Absence of a patient or of a consent. What a patient said is never kept against it.
  private static final Set<String> ABSENCES = Set.of("patient-unknown", "no-consent");

  public Quarantine {
    held = Map.copyOf(held);
  }

  static Quarantine initial() {
    return new Quarantine(Map.of());
  }

  Quarantine evolve(QuarantineEvent event) {
    var next = new HashMap<>(held);
    switch (event) {
      case SubmissionQuarantined quarantined -> next.put(quarantined.quarantined(), quarantined);
      case QuarantineReleased _, QuarantineDiscarded _, QuarantineExpired _ ->
          next.remove(event.quarantined());
    }
    return new Quarantine(next);
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

  /// What waits under an accession.
  public Optional<SubmissionQuarantined> of(AccessionId accession) {
    return Optional.ofNullable(held.get(accession));
  }

  /// How many sealed bytes may come under this accession; what waits under it already would go.
  ///
  /// @throws Refusal forbidden, if there is no room at all
  long room(AccessionId accession, int filesMax, long bytesMax) {
    var others = new HashMap<>(held);
    others.remove(accession);
    long bytes = others.values().stream().mapToLong(file -> file.file().sizeBytes()).sum();
    if (others.size() >= filesMax || bytes >= bytesMax) {
      throw full();
    }
    return bytesMax - bytes;
  }

  static Refusal full() {
    return new Refusal(
        Category.FORBIDDEN,
        "quarantine-full",
        "no patient with a consent to collect this was found, and too much of your laboratory waits"
            + " for that already; have some of it released or discarded, and send it again");
  }

  /// A newer file takes the place of the one that waits under its accession.
  ///
  /// @throws Refusal forbidden, if it does not fit
  List<QuarantineEvent> decide(QuarantineSubmission command) {
    var file = command.quarantined();
    if (file.file().sizeBytes()
        > room(file.quarantined(), command.filesMax(), command.bytesMax())) {
      throw full();
    }
    return List.of(file);
  }

  /// One that does not wait any more is left as it was.
  List<QuarantineEvent> decide(EndQuarantine command) {
    return waits(command.end()) ? List.of(command.end()) : List.of();
  }

  private boolean waits(QuarantineEvent end) {
    return of(end.quarantined())
        .filter(waiting -> waiting.decision().equals(end.decision()))
        .isPresent();
  }

  /// @throws Refusal conflict, if it does not wait any more, or too long
  List<QuarantineEvent> decide(ReleaseQuarantined command) {
    var released = command.released();
    if (!waits(released)
        || !of(released.quarantined())
            .orElseThrow()
            .expiresAt()
            .isAfter(command.attribution().at())) {
      throw new Refusal(
          Category.CONFLICT, "quarantine-over", "this does not wait in quarantine any more");
    }
    return List.of(released);
  }
}
