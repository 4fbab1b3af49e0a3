package org.genomerecord.consent.enrolment;

import java.util.UUID;
import org.genomerecord.record.event.Pseudonym;
import org.jspecify.annotations.Nullable;

/// Records that somebody looks at what is on record about a patient, before it is answered. The
/// audit trail has it; it stands here because the audit trail asks who a patient is.
public interface RecordedLooks {
  /// Blocks until it is durable.
  ///
  /// @param patient null if what is looked at is about nobody known
  /// @param question what is looked at, as in
  ///   [org.genomerecord.record.event.AuditEvent.AuditTrailQueried]
  /// @return id of the event
  UUID record(@Nullable Pseudonym patient, String question);
}
