package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.consent.provision.ProxyRules;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Patients see who had access to their own record, and who tried; who acts for them sees what of
/// it is not kept from them.
@Path("/patients/{patient}/accesses")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class AccessesResource {
  private final Caller caller;
  private final Looks looks;
  private final TrailReader trail;
  private final Patients patients;
  private final ProxyRules rules;
  private final ProxySight sight;

  AccessesResource(
      Caller caller,
      Looks looks,
      TrailReader trail,
      Patients patients,
      ProxyRules rules,
      ProxySight sight) {
    this.caller = caller;
    this.looks = looks;
    this.trail = trail;
    this.patients = patients;
    this.rules = rules;
    this.sight = sight;
  }

  /// @param next cursor to ask on with, for `after`; null: there are no earlier ones
  /// @param missing how many events are on record and not among these, because this release cannot
  ///   read them; 0 for who acts for the patient
  record Accesses(List<Access> accesses, @Nullable String next, int missing) {
    Accesses {
      accesses = List.copyOf(accesses);
    }

    /// @param found one more than the page holds, if there are more
    static Accesses of(Told told, List<AuditEntry> found, int limit, int parked) {
      return new Accesses(
          found.stream().limit(limit).map(told::access).toList(),
          found.size() > limit ? found.get(limit - 1).place().cursor() : null,
          told.missing(parked));
    }
  }

  /// Newest first. The look itself is recorded, as every look at the trail, and comes first for the
  /// patient.
  @GET
  public Accesses list(
      Pseudonym patient,
      @Context UriInfo uri,
      @HeaderParam(FreshAsOf.HEADER) @Nullable String fresh) {
    var by = caller.attribution();
    var proxy = patients.requireOwnOrProxy(patient, caller.account(), by.at()).orElse(null);
    var asked = QueryParameters.of(uri.getQueryParameters(), Set.of("after", "limit"));
    int limit = asked.number("limit", AuditResource.LIMIT, AuditResource.LIMIT_MAX);
    var wanted = new Wanted(patient.value(), AuditFilter.NONE, null, asked.after(), true);
    var parked =
        looks.recordAndAwait(
            patient, AuditFilter.NONE, "accesses", proxy == null ? by : as(proxy, by), fresh);
    // Only now, as it may have waited: what was denied meanwhile is not told any more, and nothing
    // to whom does not act any more.
    if (proxy != null) {
      patients.requireOwnOrProxy(patient, caller.account(), Caller.now());
    }
    var told =
        proxy == null
            ? new ToldPatient(caller.account())
            : new ToldProxy(proxy.proxy(), caller.account(), sight.dataClasses(proxy));
    return Accesses.of(told, trail.page(wanted, told.which(), limit + 1), limit, parked.size());
  }

  /// With the purpose of who acts so, whatever was stated: that tells it from a look of the
  /// patient.
  private Attribution as(ProxyAppointed proxy, Attribution by) {
    return new Attribution(
        by.actor(),
        rules.purposesOfUse().get(proxy.kind()),
        by.at(),
        by.correlation(),
        by.causation(),
        by.traceParent());
  }
}
