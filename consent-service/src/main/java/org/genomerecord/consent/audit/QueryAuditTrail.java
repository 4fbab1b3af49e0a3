package org.genomerecord.consent.audit;

import java.util.List;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.AuditEvent.AuditTrailExported;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Somebody looks at the audit trail.
///
/// @param patient if it is about one
/// @param look what for
record QueryAuditTrail(
    @Nullable Pseudonym patient, AuditFilter filter, Look look, Attribution attribution) {
  /// A question or a copy.
  sealed interface Look {
    /// @param name as in [AuditTrailQueried]
    record Question(String name) implements Look {}

    /// As in [AuditTrailExported].
    record Copy(String format, @Nullable String after) implements Look {}
  }

  /// What is recorded of it, always: looking leaves a trace.
  List<AuditEvent> decide() {
    return List.of(
        switch (look) {
          case Look.Question(var name) ->
              new AuditTrailQueried(patient, name, filter, attribution.at());
          case Look.Copy(var format, var after) ->
              new AuditTrailExported(patient, format, filter, after, attribution.at());
        });
  }
}
