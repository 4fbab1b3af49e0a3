package org.genomerecord.interpretation.fhir;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.issuance.ReportProjection;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.reading.PermittedReads;
import org.genomerecord.interpretation.reading.ReadsUnderWay;
import org.genomerecord.interpretation.report.FhirJson;
import org.genomerecord.interpretation.report.IssuedInterpretation;
import org.genomerecord.interpretation.report.RefusalOutcome;
import org.genomerecord.interpretation.report.ReportBundle;
import org.genomerecord.interpretation.report.WithdrawnInterpretation;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.relay.ProjectionRunner;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.store.LogReader;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntrySearchComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Reports of patients. Any known caller may ask; consent-service decides, on record, before
/// anything is opened.
@Path("/fhir/DiagnosticReport")
@RunOnVirtualThread
@Authenticated
public class DiagnosticReportResource {
  private static final String READ = "DiagnosticReport";

  private final Caller caller;
  private final PermittedReads permits;
  private final Inbox inbox;
  private final ProjectionRunner projections;
  private final LogReader log;
  private final ReadsUnderWay reads;
  private final int patientsMax;
  private final int reportsMax;
  private final long freshnessTimeoutMillis;

  DiagnosticReportResource(
      Caller caller,
      PermittedReads permits,
      Inbox inbox,
      ProjectionRunner projections,
      LogReader log,
      ReadsUnderWay reads,
      @ConfigProperty(name = "interpretation.list-patients-max", defaultValue = "50")
          int patientsMax,
      @ConfigProperty(name = "interpretation.reports-max", defaultValue = "100") int reportsMax,
      @ConfigProperty(name = "genome.freshness-timeout-millis", defaultValue = "20000")
          long freshnessTimeoutMillis) {
    this.caller = caller;
    this.permits = permits;
    this.inbox = inbox;
    this.projections = projections;
    this.log = log;
    this.reads = reads;
    this.patientsMax = patientsMax;
    this.reportsMax = reportsMax;
    this.freshnessTimeoutMillis = freshnessTimeoutMillis;
  }

  /// The reports of one patient or, as a work list, of several. Of one, a denial is answered as
  /// such; in a list there is nothing of whoever may not be read, as if there were nobody of that
  /// name.
  ///
  /// @param subject `Patient/` and the pseudonym, several separated by commas (FHIR R4 search by
  ///   reference)
  /// @param accept `text/html` for a page to read and print, of one patient
  /// @param asOf as they were at this moment, such as `2026-11-28T12:00:00Z`, in the very bytes of
  ///   an answer of then, but for what was withdrawn as another person's, which is
  ///   `entered-in-error`; who may read them is decided as of now. Null: as they are
  @GET
  @Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
  public RestResponse<String> search(
      @RestQuery @Nullable String subject,
      @RestQuery @Nullable String asOf,
      @HeaderParam(FreshAsOf.HEADER) @Nullable String fresh,
      @HeaderParam("Accept") @Nullable String accept) {
    try {
      var then = moment(asOf);
      var isPage = ReportPages.areAskedFor(accept);
      var patients = Subjects.parse(subject, isPage ? 1 : patientsMax);
      var first = patients.getFirst();
      if (fresh != null && patients.size() > 1) {
        throw new Refusal(
            Category.INCORRECT, "fresh-as-of-several", "freshness is asked for of one patient");
      }
      if (fresh != null) {
        // How far a patient's record has come is not for everybody to learn.
        permits.permit(first, READ);
      }
      long head = caughtUp(first, fresh);
      var answer = reads.admit(() -> decidedAndRead(patients, then, isPage));
      if (patients.size() == 1 && answer.getStatus() == RestResponse.StatusCode.OK) {
        tellAsOf(answer, first, head);
      }
      return answer;
    } catch (Refusal refusal) {
      return answer(
          refusal.category().status(),
          FhirJson.write(RefusalOutcome.of(refusal.category(), refusal.code(), refusal.detail())));
    }
  }

  private RestResponse<String> decidedAndRead(
      List<Pseudonym> patients, @Nullable Instant asOf, boolean isPage) {
    // Only then is read, and only of who may be read: neither a number nor the order of a work
    // list tells of the others.
    var permitted =
        patients.size() == 1
            ? List.of(permits.permit(patients.getFirst(), READ))
            : permits.permits(patients, READ);
    var rows = rows(permitted.stream().map(Decision.Permit::patient).toList(), asOf);
    var answer =
        isPage
            ? ReportPages.answer(rows, permitted.getFirst(), reportsMax, caller.actor().role())
            : answer(
                RestResponse.StatusCode.OK, FhirJson.write(bundle(rows, permitted, reportsMax)));
    PermittedReads.oblige(answer, permitted);
    return answer;
  }

  /// Waits until the read model is as fresh as asked. It comes before the decision: between a
  /// decision and its answer there is nothing to wait for.
  ///
  /// @return the position that the read model has come to at least
  private long caughtUp(Pseudonym patient, @Nullable String fresh) {
    inbox.awaitPositions(patient, FreshAsOf.parse(fresh).positions(), freshnessTimeoutMillis);
    long head = Awaiting.result(log.head());
    projections.awaitPosition(ReportProjection.NAME, head);
    return head;
  }

  /// The place of the patient's own last event: another's is reached by nobody who waits for this
  /// patient's, and would tell how busy the service is.
  private void tellAsOf(RestResponse<String> answer, Pseudonym patient, long head) {
    long position = Awaiting.result(log.lastWith("patient:" + patient, head));
    if (position >= 0) {
      answer.getHeaders().putSingle(FreshAsOf.ANSWERED, "interpretation:" + position);
    }
  }

  /// Of a moment that has not come nothing can be said that would stay so.
  private static @Nullable Instant moment(@Nullable String asOf) {
    if (asOf == null) {
      return null;
    }
    Instant moment;
    try {
      moment = OffsetDateTime.parse(asOf).toInstant();
    } catch (DateTimeParseException _) {
      throw new Refusal(
          Category.INCORRECT, "as-of", "asOf is a moment such as 2026-11-28T12:00:00Z");
    }
    if (moment.isAfter(Caller.now())) {
      throw new Refusal(Category.INCORRECT, "as-of-future", "asOf is a moment that has been");
    }
    return moment;
  }

  /// Call sets that were not interpreted are told beside the reports (FHIR R4 search, entry mode
  /// `outcome`): silence would read as "nothing found". So is that one answer does not hold all.
  ///
  /// @param found newest first; one more than the maximum says that there are more
  static Bundle bundle(List<ReportRow> found, List<Decision.Permit> permits, int reportsMax) {
    var rows = found.subList(0, Math.min(found.size(), reportsMax));
    var permitOf =
        permits.stream()
            .collect(Collectors.toMap(permit -> permit.patient().value(), permit -> permit));
    var bundle =
        ReportBundle.of(
            rows.stream()
                .filter(ReportRow::isInterpreted)
                .map(row -> opened(row, Objects.requireNonNull(permitOf.get(row.patient))))
                .toList(),
            rows.stream()
                .filter(ReportRow::isWithdrawn)
                .map(row ->
                    new WithdrawnInterpretation(
                        row.amends, row.accession, row.patient, row.issuedAt, row.reason))
                .toList());
    rows.stream()
        .filter(row -> !row.isInterpreted() && !row.isWithdrawn())
        .forEach(row ->
            bundle.addEntry(
                outcome(
                        row.reason,
                        "The call set of accession " + row.accession + " was not interpreted.")
                    .setFullUrl("urn:uuid:" + row.callSet)));
    if (found.size() > reportsMax) {
      bundle.setTotalElement(null); // not counted
      bundle.addEntry(
          outcome(
              "too-many-reports",
              "There are more than the newest "
                  + reportsMax
                  + " reports, which this answer holds; ask for fewer patients."));
    }
    return bundle;
  }

  private static BundleEntryComponent outcome(String code, String text) {
    return new BundleEntryComponent()
        .setResource(RefusalOutcome.of(Category.UNSUPPORTED, code, text))
        .setSearch(new BundleEntrySearchComponent().setMode(SearchEntryMode.OUTCOME));
  }

  static IssuedInterpretation opened(ReportRow row, Decision.Permit permit) {
    return new IssuedInterpretation(
        row.interpretation,
        row.amends,
        row.amendedFor,
        row.accession,
        row.patient,
        row.issuedAt,
        row.knowledge,
        row.open(permit.key()).only(PermittedReads.classes(permit)));
  }

  private List<ReportRow> rows(List<Pseudonym> patients, @Nullable Instant asOf) {
    var names = patients.stream().map(Pseudonym::value).toList();
    return ReadModels.read(() ->
        asOf == null
            ? ReportRow.ofPatients(names, reportsMax + 1)
            : ReportRow.ofPatients(names, asOf, reportsMax + 1));
  }

  private static RestResponse<String> answer(int status, String body) {
    var answer =
        RestResponse.ResponseBuilder.<String>create(status)
            .entity(body)
            .type(FhirJson.MEDIA_TYPE)
            .header("Cache-Control", "no-store");
    if (status == Category.UNAVAILABLE.status()) {
      answer.header("Retry-After", "2");
    }
    return answer.build();
  }
}
