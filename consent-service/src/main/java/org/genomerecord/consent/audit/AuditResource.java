package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.relay.ParkedEvent;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The officer's questions.
@Path("/audit/events")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class AuditResource {
  private final AuditLooks looks;
  private final Inbox inbox;
  private final LogReader log;
  private final int rowsMax;
  private final long freshnessTimeoutMillis;

  AuditResource(
      AuditLooks looks,
      Inbox inbox,
      LogReader log,
      @ConfigProperty(name = "genome.audit.rows-max", defaultValue = "10000") int rowsMax,
      @ConfigProperty(name = "genome.freshness-timeout-millis", defaultValue = "10000")
          long freshnessTimeoutMillis) {
    this.looks = looks;
    this.inbox = inbox;
    this.log = log;
    this.rowsMax = rowsMax;
    this.freshnessTimeoutMillis = freshnessTimeoutMillis;
  }

  /// @param truncated whether there are more rows than one answer holds
  /// @param parked events of the patient that stand in a log and are missing here, because this
  ///   release cannot take them in; empty: none is missing
  record Trail(
      Pseudonym patient, List<AuditEntry> entries, boolean truncated, List<ParkedEvent> parked) {}

  /// A patient's audit trail, oldest first. The query is itself recorded before it is answered, and
  /// stands in the answer, unless it waits behind a parked event: then that is what the answer
  /// says.
  @GET
  public Trail events(
      @RestQuery @Nullable String patient, @HeaderParam(FreshAsOf.HEADER) @Nullable String fresh) {
    if (patient == null) {
      throw new Refusal(
          Category.INCORRECT, "patient-missing", "name the patient: /audit/events?patient=…");
    }
    var subject = pseudonym(patient);
    var wanted = new HashMap<>(FreshAsOf.parse(fresh).positions());
    var event = looks.record(subject);
    wanted.merge("consent.events", Awaiting.result(log.positionOf(event)), Math::max);
    inbox.awaitSeen(subject, wanted, freshnessTimeoutMillis);
    var parked = inbox.parked(subject);
    var entries = read(subject);
    return new Trail(
        subject,
        entries.subList(0, Math.min(rowsMax, entries.size())),
        entries.size() > rowsMax,
        parked);
  }

  private static Pseudonym pseudonym(String patient) {
    try {
      return new Pseudonym(patient);
    } catch (IllegalArgumentException _) {
      throw new Refusal(Category.INCORRECT, "patient", "the patient is not a pseudonym");
    }
  }

  private List<AuditEntry> read(Pseudonym patient) {
    return ReadModels.read(() -> AuditEntry.ofPatient(patient.value(), rowsMax + 1));
  }
}
