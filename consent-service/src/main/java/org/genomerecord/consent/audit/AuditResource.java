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
import java.util.TreeSet;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.ParkedEvent;
import org.genomerecord.record.relay.ParkedEvents;
import org.jspecify.annotations.Nullable;

/// The officer's own questions.
@Path("/audit/events")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class AuditResource {
  static final int LIMIT = 100;
  static final int LIMIT_MAX = 1_000;

  /// Entries are counted so far, and not further: the answer is to come in a second.
  private static final int COUNT_MAX = 10_000;

  private final Caller caller;
  private final Looks looks;
  private final TrailReader trail;
  private final ParkedEvents parked;

  AuditResource(Caller caller, Looks looks, TrailReader trail, ParkedEvents parked) {
    this.caller = caller;
    this.looks = looks;
    this.trail = trail;
    this.parked = parked;
  }

  /// @param truncated whether there are more entries than this page holds
  /// @param next cursor to ask on with, for `after`
  /// @param count only when asked for
  /// @param parked events of the patient that stand in a log and are missing here, because this
  ///   release cannot take them in; empty: none is missing; absent where no patient was named
  /// @param parkedTotal how many are missing of all patients, where none was named
  record Trail(
      @Nullable Pseudonym patient,
      List<TrailPage.Row> entries,
      boolean truncated,
      @Nullable String next,
      @Nullable Count count,
      @Nullable List<ParkedEvent> parked,
      @Nullable Long parkedTotal) {}

  /// @param entries that meet the filter, regardless of the page
  /// @param exact if not, there are so many or more
  record Count(long entries, boolean exact) {
    static Count of(long counted) {
      return new Count(Math.min(counted, COUNT_MAX), counted <= COUNT_MAX);
    }
  }

  /// Entries that meet every filter given, or all: oldest first, or with `sort=-recordedAt` newest
  /// first. The question is itself recorded before it is answered; with a patient and without a
  /// cursor it stands in the answer, unless it waits behind a parked event: then that is what the
  /// answer says.
  @GET
  public Trail events(@Context UriInfo uri, @HeaderParam(FreshAsOf.HEADER) @Nullable String fresh) {
    var known = new TreeSet<>(QueryParameters.FILTERS);
    known.addAll(Set.of("sort", "after", "limit", "count"));
    var asked = QueryParameters.of(uri.getQueryParameters(), known).aboutAPatientOfTheSuite();
    var patient = asked.patient();
    int limit = asked.number("limit", LIMIT, LIMIT_MAX);
    var sort = asked.code("sort", Set.of("recordedAt", "-recordedAt"));
    var wanted =
        new Wanted(
            patient == null ? null : patient.value(),
            asked.filter(),
            null,
            asked.after(),
            "-recordedAt".equals(sort));
    boolean counts = Boolean.TRUE.equals(asked.truth("count"));
    var missing = record(patient, wanted, fresh);
    var page = TrailPage.of(trail.page(wanted, limit + 1), limit);
    return new Trail(
        patient,
        page.entries(),
        page.next() != null,
        page.next(),
        counts ? Count.of(trail.count(wanted.from(null), COUNT_MAX + 1)) : null,
        missing,
        patient == null ? parked.total() : null);
  }

  private @Nullable List<ParkedEvent> record(
      @Nullable Pseudonym patient, Wanted wanted, @Nullable String fresh) {
    if (patient == null) {
      Looks.requireNoFreshness(fresh);
      looks.record(
          new QueryAuditTrail(
              null,
              wanted.filter(),
              new QueryAuditTrail.Look.Question("events"),
              caller.attribution()));
      return null;
    }
    return looks.recordAndAwait(patient, wanted.filter(), "events", caller.attribution(), fresh);
  }
}
