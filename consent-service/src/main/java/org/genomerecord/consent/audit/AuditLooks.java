package org.genomerecord.consent.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Commands;

/// Records that somebody looks at what is on record about a patient, before it is answered.
@RequestScoped
public class AuditLooks {
  private final Caller caller;
  private final Commands commands;

  AuditLooks(Caller caller, Commands commands) {
    this.caller = caller;
    this.commands = commands;
  }

  /// Blocks until it is durable.
  ///
  /// @param question what is looked at, such as `explanations`
  /// @return id of the event
  public UUID record(Pseudonym patient, String question) {
    return Objects.requireNonNull(
        commands.send(
            new QueryAuditTrail(
                patient,
                AuditFilter.NONE,
                new QueryAuditTrail.Look.Question(question),
                caller.attribution())));
  }
}
