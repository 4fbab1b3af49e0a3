package org.genomerecord.consent.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.consent.enrolment.RecordedLooks;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// Records looks in the audit trail.
@RequestScoped
public class AuditLooks implements RecordedLooks {
  private final Caller caller;
  private final Commands commands;

  AuditLooks(Caller caller, Commands commands) {
    this.caller = caller;
    this.commands = commands;
  }

  @Override
  public UUID record(@Nullable Pseudonym patient, String question) {
    return Objects.requireNonNull(
        commands.send(
            new QueryAuditTrail(
                patient,
                AuditFilter.NONE,
                new QueryAuditTrail.Look.Question(question),
                caller.attribution())));
  }
}
