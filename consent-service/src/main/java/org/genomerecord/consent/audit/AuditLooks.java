package org.genomerecord.consent.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.consent.enrolment.RecordedLooks;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
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

  /// @throws Refusal not-found, if the suite gives no such pseudonym: it may be a record number
  @Override
  public UUID record(@Nullable Pseudonym patient, String question) {
    if (patient != null && Pseudonym.named(patient.value()).isEmpty()) {
      throw new Refusal(
          Category.NOT_FOUND, "patient-unknown", "nobody has such a pseudonym in this suite");
    }
    return Objects.requireNonNull(
        commands.send(
            new QueryAuditTrail(
                patient,
                AuditFilter.NONE,
                new QueryAuditTrail.Look.Question(question),
                caller.attribution())));
  }
}
