package org.genomerecord.record.event;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What is recorded about two patients at once.
public sealed interface FamilyStudyEvent {
  FamilyStudyId study();

  /// A laboratory studied the accessions of two patients together.
  ///
  /// Patients stand in the order of their pseudonyms, which are random: the order says nothing
  /// about who is whose parent. Decisions and own parts stand in the order of the patients.
  ///
  /// @param contentDigest digest of what was reported, keyed with the keys of both
  /// @param decisions that permitted to collect it, one of each patient
  /// @param own what is about one patient alone, each sealed under that patient's key
  /// @param sealed what is about both, sealed so that it takes both keys to open
  @Event(namespace = "ingestion", name = "FamilyStudyReported", version = "1")
  record FamilyStudyReported(
      @EventTag(key = "study") FamilyStudyId study,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") List<Pseudonym> patients,
      String contentDigest,
      List<DecisionId> decisions,
      List<Sealed> own,
      Sealed sealed,
      Instant reportedAt)
      implements FamilyStudyEvent, SealedEvent {
    private static final int MEMBERS = 2;

    /// @throws IllegalArgumentException if it is not about two patients in order, each with a
    ///   decision and an own part that is sealed for this event
    public FamilyStudyReported {
      patients = List.copyOf(patients);
      decisions = List.copyOf(decisions);
      own = List.copyOf(own);
      if (patients.size() != MEMBERS
          || patients.getFirst().value().compareTo(patients.getLast().value()) >= 0
          || decisions.size() != MEMBERS
          || own.size() != MEMBERS
          || !own.stream().allMatch(part -> part.event().equals(sealed.event()))) {
        throw new IllegalArgumentException(
            "a family study is about two patients, each with a part");
      }
    }
  }
}
