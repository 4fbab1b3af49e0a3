package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;
import org.jboss.resteasy.reactive.RestResponse;

/// Copies of the trail, of any size.
///
/// Read page by page and written as fast as the client takes it: never more than a page is in
/// memory, and no transaction is held open meanwhile.
@Path("/audit/export")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class ExportResource {
  private static final int BUFFER_BYTES = 1 << 16;

  private static final Set<String> PARAMETERS = parameters();

  private final Supplier<Attribution> caller;
  private final Consumer<QueryAuditTrail> looks;
  private final TrailReader trail;
  private final int pageEntries;
  private final Semaphore places;
  private final Consumer<Runnable> whenGone;

  @Inject
  ExportResource(
      Caller caller,
      Looks looks,
      TrailReader trail,
      ExportPlaces places,
      @ConfigProperty(name = "genome.audit.export-page-entries", defaultValue = "2000")
          int pageEntries,
      RoutingContext request) {
    this(
        caller::attribution,
        looks::record,
        trail,
        places,
        pageEntries,
        unanswered -> {
          request.addEndHandler(ended -> unanswered.run());
          if (request.response().closed()) {
            unanswered.run(); // It was gone before it could be told.
          }
        });
  }

  /// @param looks records that somebody looks
  /// @param whenGone has something done once the answer has ended, or its client is gone
  ExportResource(
      Supplier<Attribution> caller,
      Consumer<QueryAuditTrail> looks,
      TrailReader trail,
      ExportPlaces places,
      int pageEntries,
      Consumer<Runnable> whenGone) {
    this.caller = caller;
    this.looks = looks;
    this.trail = trail;
    this.places = places.semaphore();
    this.pageEntries = pageEntries;
    this.whenGone = whenGone;
  }

  private static Set<String> parameters() {
    var known = new TreeSet<>(QueryParameters.FILTERS);
    known.addAll(Set.of("format", "after"));
    return known;
  }

  /// Every entry that meets the filters, oldest first, up to now. Recorded before its first byte.
  ///
  /// An export that was cut goes on after its last complete line: `after` is the cursor in it.
  @GET
  public RestResponse<StreamingOutput> export(@Context UriInfo uri) {
    var asked = QueryParameters.of(uri.getQueryParameters(), PARAMETERS).aboutAPatientOfTheSuite();
    var format = format(asked);
    var attribution = caller.get();
    var patient = asked.patient();
    var filter = ended(asked.filter(), attribution.at());
    var after = asked.after();
    if (!places.tryAcquire()) {
      throw new Refusal(
          Category.BUSY, "exports-running", "other exports are running; try again when they end");
    }
    try {
      looks.accept(
          new QueryAuditTrail(
              patient,
              filter,
              new QueryAuditTrail.Look.Copy(code(format), after == null ? null : after.cursor()),
              attribution));
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
    var wanted = new Wanted(patient == null ? null : patient.value(), filter, null, after, false);
    // Of a client that hangs up before the first byte nobody asks for the body.
    var taken = new AtomicBoolean(true);
    whenGone.accept(() -> {
      if (taken.compareAndSet(true, false)) {
        places.release();
      }
    });
    StreamingOutput body =
        to -> {
          if (!taken.compareAndSet(true, false)) {
            throw new IOException("the client is gone");
          }
          try {
            write(wanted, format, to);
          } finally {
            places.release();
          }
        };
    return answer(RestResponse.ResponseBuilder.ok(body), format);
  }

  /// What an export is answered with, without one. Were there nothing for HEAD, the method for GET
  /// would answer it: the copy would be on record although nobody has it, and its place be taken
  /// for ever, since nobody asks for the body.
  @HEAD
  public RestResponse<Void> withoutContent(@Context UriInfo uri) {
    var asked = QueryParameters.of(uri.getQueryParameters(), PARAMETERS).aboutAPatientOfTheSuite();
    var format = format(asked);
    var _ = asked.patient();
    var _ = asked.filter();
    var _ = asked.after();
    return answer(RestResponse.ResponseBuilder.ok(), format);
  }

  private static <T> RestResponse<T> answer(
      RestResponse.ResponseBuilder<T> answer, ExportFormat format) {
    return answer
        .header("Content-Type", format.mediaType())
        .header("Content-Disposition", "attachment; filename=\"audit." + code(format) + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static ExportFormat format(QueryParameters asked) {
    var code = asked.code("format", Set.of("ndjson", "csv", "fhir"));
    return code == null ? ExportFormat.NDJSON : ExportFormat.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static String code(ExportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /// An export has an end: what is recorded from now on, this export first, is for the next.
  private static AuditFilter ended(AuditFilter filter, Instant now) {
    return filter.until() != null
        ? filter
        : new AuditFilter(
            filter.actor(),
            filter.organisation(),
            filter.role(),
            filter.purposeOfUse(),
            filter.outcome(),
            filter.emergency(),
            filter.action(),
            filter.from(),
            filter.from() != null && !filter.from().isBefore(now)
                ? filter.from().plusNanos(1_000)
                : now,
            filter.accession(),
            filter.log(),
            filter.correlation());
  }

  private void write(Wanted wanted, ExportFormat format, OutputStream to) throws IOException {
    // Not closed: who gave the stream does that, and a cut export must not look like a whole one.
    var out = new BufferedOutputStream(to, BUFFER_BYTES);
    if (wanted.after() == null) {
      format.begin(out);
    }
    var rest = wanted;
    List<AuditEntry> page;
    do {
      page = trail.page(rest, pageEntries);
      format.write(page, out);
      if (!page.isEmpty()) {
        rest = rest.from(page.getLast().place());
      }
    } while (page.size() == pageEntries);
    out.flush();
  }
}
