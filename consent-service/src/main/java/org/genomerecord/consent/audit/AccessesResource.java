package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.consent.audit.TrailStatements.Condition;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.jspecify.annotations.Nullable;

/// Patients see who had access to their own record, and who tried.
@Path("/patients/{patient}/accesses")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class AccessesResource {
  private static final Condition TOLD =
      new Condition(
          AccessSentence.TYPES.stream()
              .collect(Collectors.joining("', '", " AND x.type IN ('", "')")));

  private final Caller caller;
  private final Looks looks;
  private final TrailReader trail;
  private final Patients patients;

  AccessesResource(Caller caller, Looks looks, TrailReader trail, Patients patients) {
    this.caller = caller;
    this.looks = looks;
    this.trail = trail;
    this.patients = patients;
  }

  /// @param text who did what, and why, in one sentence
  /// @param outcome `permitted`, `refused` or `recorded`
  record Access(
      Instant at,
      String text,
      String outcome,
      String actor,
      String role,
      @Nullable String organisation,
      @Nullable String purposeOfUse,
      boolean emergency,
      List<String> dataClasses,
      @Nullable String reason) {
    Access {
      dataClasses = List.copyOf(dataClasses);
    }

    static Access of(AuditEntry entry) {
      return new Access(
          entry.recordedAt,
          AccessSentence.of(entry),
          entry.outcome,
          entry.actor,
          entry.role,
          entry.organisation,
          entry.purposeOfUse,
          entry.emergency,
          entry.dataClasses,
          entry.reason);
    }
  }

  /// @param next cursor to ask on with, for `after`; null: there are no earlier ones
  /// @param missing how many events are on record and not among these, because this release cannot
  ///   read them
  record Accesses(List<Access> accesses, @Nullable String next, int missing) {
    Accesses {
      accesses = List.copyOf(accesses);
    }
  }

  /// Newest first. The look itself is recorded, as every look at the trail, and comes first.
  @GET
  public Accesses list(
      Pseudonym patient,
      @Context UriInfo uri,
      @HeaderParam(FreshAsOf.HEADER) @Nullable String fresh) {
    patients.requireOwn(patient, caller.account());
    var asked = QueryParameters.of(uri.getQueryParameters(), Set.of("after", "limit"));
    int limit = asked.number("limit", AuditResource.LIMIT, AuditResource.LIMIT_MAX);
    var wanted = new Wanted(patient.value(), AuditFilter.NONE, null, asked.after(), true);
    var parked =
        looks.recordAndAwait(patient, AuditFilter.NONE, "accesses", caller.attribution(), fresh);
    var found = trail.page(wanted, TOLD, limit + 1);
    return new Accesses(
        found.stream().limit(limit).map(Access::of).toList(),
        found.size() > limit ? found.get(limit - 1).place().cursor() : null,
        parked.size());
  }
}
