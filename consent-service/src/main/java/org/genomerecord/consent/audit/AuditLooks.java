package org.genomerecord.consent.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.record.edge.Caller;
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
  /// @return id of the event
  public UUID record(Pseudonym patient) {
    return Objects.requireNonNull(
        commands.send(new QueryAuditTrail(patient, caller.attribution())));
  }
}
