package org.genomerecord.interpretation.recontact;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.issuance.CloseRecontact;
import org.genomerecord.interpretation.issuance.RecontactRow;
import org.genomerecord.interpretation.issuance.ReportProjection;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.reading.PermittedReads;
import org.genomerecord.interpretation.reinterpretation.Differences;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.InterpretationEvent.RecontactOutcome;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.BulkDecisionRequest;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.ProjectionRunner;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Counsellors see whom to contact again, and say how it ended. What a patient does not permit,
/// such as after a withdrawal from contact, is not shown: the entry waits until it is permitted.
@Path("/recontacts")
@RunOnVirtualThread
@RolesAllowed(Roles.COUNSELLOR)
public class RecontactsResource {
  private final Caller caller;
  private final Permits permits;
  private final Commands commands;
  private final ProjectionRunner projections;
  private final LogReader log;
  private final int pageMax;

  RecontactsResource(
      Caller caller,
      Permits permits,
      Commands commands,
      ProjectionRunner projections,
      LogReader log,
      @ConfigProperty(name = "interpretation.recontacts-max", defaultValue = "50") int pageMax) {
    if (pageMax < 1 || pageMax > BulkDecisionRequest.REQUESTS_MAX) {
      throw new IllegalStateException("interpretation.recontacts-max is 1 to 100");
    }
    this.caller = caller;
    this.permits = permits;
    this.commands = commands;
    this.projections = projections;
    this.log = log;
    this.pageMax = pageMax;
  }

  /// @param interpretation the amendment
  /// @param amends the one before
  /// @param genes whose finding is another now
  /// @param drugs for which something else is recommended now
  record Entry(
      String interpretation,
      String amends,
      String patient,
      String accession,
      String knowledge,
      String reason,
      List<String> differences,
      List<String> genes,
      List<String> drugs,
      Instant amendedAt) {
    @Override
    public String toString() {
      return "Entry[" + interpretation + "]";
    }
  }

  /// @param next to be given as `after` for the next page; null: there is none. A page may hold
  ///   less than its size, or nothing, and not be the last.
  record Page(List<Entry> entries, @Nullable String next) {}

  record Closing(@Nullable RecontactOutcome outcome) {}

  record Closed(long position) {}

  /// The oldest first. One call decides about all of a page, on record, before anything is opened.
  @GET
  public Page open(@RestQuery @Nullable String after) {
    caughtUp();
    var rows = page(after);
    if (rows.isEmpty()) {
      return new Page(List.of(), null);
    }
    var decisions = permits.askAll(caller.token(), rows.stream().map(this::request).toList());
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < rows.size(); i++) {
      if (decisions.get(i) instanceof Decision.Permit permit) {
        entries.add(entry(rows.get(i), permit));
      }
    }
    return new Page(entries, rows.size() == pageMax ? rows.getLast().interpretation : null);
  }

  private void caughtUp() {
    projections.awaitPosition(ReportProjection.NAME, Awaiting.result(log.head()));
  }

  private List<RecontactRow> page(@Nullable String after) {
    if (after == null) {
      return ReadModels.read(() -> RecontactRow.first(pageMax));
    }
    var before = find(after);
    return ReadModels.read(() -> RecontactRow.after(before, pageMax));
  }

  private static RecontactRow find(String interpretation) {
    var row = ReadModels.read(() -> RecontactRow.<RecontactRow>findById(interpretation));
    if (row == null) {
      throw unknown();
    }
    return row;
  }

  private static Refusal unknown() {
    return new Refusal(
        Category.NOT_FOUND, "recontact-unknown", "there is no such duty to recontact");
  }

  private DecisionRequest request(RecontactRow row) {
    return new DecisionRequest(
        row.patient,
        null,
        caller.purposeOfUse(),
        caller.researchUse(),
        Action.RECONTACT.code(),
        List.of(DataClass.PHARMACOGENOMIC.code()),
        "recontact/" + row.interpretation,
        null,
        caller.correlation(),
        null);
  }

  private static Entry entry(RecontactRow row, Decision.Permit permit) {
    var differences = differences(row, permit);
    return new Entry(
        row.interpretation,
        row.amends,
        row.patient,
        row.accession,
        row.knowledge,
        row.reason,
        List.of(row.differences.split(",", -1)),
        differences.genes().stream().sorted().toList(),
        differences.drugs().stream().sorted().toList(),
        row.amendedAt);
  }

  private static Differences differences(RecontactRow row, Decision.Permit permit) {
    var permitted = PermittedReads.classes(permit);
    var reports =
        ReadModels.read(() ->
                ReportRow.<ReportRow>list("id in ?1", List.of(row.amends, row.interpretation)))
            .stream()
            .collect(Collectors.toMap(report -> report.id, Function.identity()));
    var before = reports.get(row.amends);
    var now = reports.get(row.interpretation);
    return before == null || now == null // purged just now
        ? new Differences(Set.of(), Set.of(), Set.of())
        : Differences.between(
            before.open(permit.key()).only(permitted), now.open(permit.key()).only(permitted));
  }

  /// Only who may contact the patient says how that ended.
  @POST
  @Path("/{interpretation}/close")
  public Closed close(InterpretationId interpretation, @Nullable Closing closing) {
    if (closing == null || closing.outcome() == null) {
      throw new Refusal(
          Category.INCORRECT, "recontact-incomplete", "how it ended is needed: an outcome");
    }
    caughtUp();
    var row = find(interpretation.value());
    return switch (permits.ask(request(row).onBehalfOf(caller.token()))) {
      case Decision.Denial _ -> throw unknown(); // what may not be shown is as if it were not there
      case Decision.Permit permit -> {
        var attribution = caller.attribution();
        var event =
            Objects.requireNonNull(
                commands.send(
                    new CloseRecontact(
                        new CallSetId(row.callSet),
                        new RecontactClosed(
                            interpretation,
                            new CallSetId(row.callSet),
                            new Pseudonym(row.patient),
                            closing.outcome(),
                            permit.id(),
                            attribution.at()),
                        attribution)));
        yield new Closed(Awaiting.result(log.positionOf(event)));
      }
    };
  }
}
