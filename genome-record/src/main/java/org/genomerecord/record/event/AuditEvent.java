package org.genomerecord.record.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What happens to the audit trail itself: looking at it leaves a trace too.
public sealed interface AuditEvent {

  /// Somebody read the audit trail, or what else is on record about a patient: a compliance
  /// officer, a clinician, or patients and who acts for them what is in it about the patient. One
  /// event for each page of an answer.
  ///
  /// @param patient if it was asked about one
  /// @param question of the trail: `events`, `accesses`, `explanations`, `emergency-accesses`, or
  ///   the name of a ready question; of the rest: `enrolment` (whose record number it is),
  ///   `proxies`, `legal-holds`, `erasure`, `subject-key`
  @Event(namespace = "consent", name = "AuditTrailQueried", version = "2")
  @EarlierVersion(value = "1", upcast = EverythingAboutOnePatient.class)
  record AuditTrailQueried(
      @EventTag(key = "patient") @Nullable Pseudonym patient,
      String question,
      AuditFilter filter,
      Instant queriedAt)
      implements AuditEvent {}

  /// A compliance officer began to take a copy of the audit trail.
  ///
  /// @param patient if it was asked about one
  /// @param format `ndjson`, `csv` or `fhir`
  /// @param after the cursor of a line that an earlier export ended with; null: from the beginning
  @Event(namespace = "consent", name = "AuditTrailExported", version = "1")
  record AuditTrailExported(
      @EventTag(key = "patient") @Nullable Pseudonym patient,
      String format,
      AuditFilter filter,
      @Nullable String after,
      Instant exportedAt)
      implements AuditEvent {}

  /// Entries of the audit trail that had been kept as long as they have to be are about to be
  /// deleted. The events that they were made of stay in the logs.
  ///
  /// @param before entries that were recorded before this
  /// @param entries how many
  @Event(namespace = "consent", name = "AuditTrailPurged", version = "1")
  record AuditTrailPurged(Instant before, long entries, Instant purgedAt) implements AuditEvent {}

  /// Version 1 knew one question: everything about one patient.
  final class EverythingAboutOnePatient implements EarlierVersion.Upcast {
    private static final Set<String> FIELDS = Set.of("patient", "queriedAt");

    @Override
    public Map<String, Object> apply(Map<String, Object> queried) {
      if (!queried.keySet().equals(FIELDS) || queried.containsValue(null)) {
        throw new IllegalArgumentException("no query of version 1");
      }
      var next = new LinkedHashMap<>(queried);
      next.put("question", "events");
      next.put("filter", Map.of());
      return next;
    }
  }
}
