package org.genomerecord.interpretation.prescribing;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.activation.KnowledgeReleases;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.issuance.ReportProjection;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.OfReport;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.ProjectionRunner;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What a patient's findings mean for drugs. Any known caller may ask; consent-service decides, on
/// record, before anything is opened.
///
/// It is a POST, as the drugs and the medications are the patient's: they stand in the body, and
/// neither in an address nor in the recorded decision.
@Path("/patients/{patient}/drugs")
@Singleton
@RunOnVirtualThread
@Authenticated
public class DrugsResource {
  private static final String OBLIGATIONS = "Obligations";

  private final Caller caller;
  private final Permits permits;
  private final ProjectionRunner projections;
  private final LogReader log;
  private final KnowledgeReleases releases;
  private final int reportsMax;
  private volatile @Nullable DrugAnswers latest;

  DrugsResource(
      Caller caller,
      Permits permits,
      ProjectionRunner projections,
      LogReader log,
      KnowledgeReleases releases,
      @ConfigProperty(name = "interpretation.reports-max", defaultValue = "100") int reportsMax) {
    this.caller = caller;
    this.permits = permits;
    this.projections = projections;
    this.log = log;
    this.releases = releases;
    this.reportsMax = reportsMax;
  }

  /// For each drug what is known of it, and for each of the newest reports what it means there.
  ///
  /// @throws Refusal incorrect, if the question is none; forbidden, if the patient's consent does
  ///   not permit it
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<AnsweredDrugs> ask(
      @PathParam("patient") String patient, @Nullable AskedDrugs body) {
    var asked = AskedDrugs.checked(body);
    var release = releases.active().knowledge();
    var answers = answers(release);
    answers
        .wrong(asked.question())
        .ifPresent(wrong -> {
          throw new Refusal(Category.INCORRECT, "drug-question", wrong);
        });
    var pseudonym = pseudonym(patient);
    // Before the decision: between it and its answer there is nothing to wait for.
    projections.awaitPosition(ReportProjection.NAME, Awaiting.result(log.head()));
    var permit = permit(pseudonym);
    var reports =
        rows(permit.patient()).stream()
            .map(row ->
                new OfReport(
                    row.accession,
                    row.interpretation,
                    row.issuedAt,
                    row.knowledge,
                    row.open(permit.key()).only(classes(permit))))
            .toList();
    var answer =
        RestResponse.ResponseBuilder.ok(
                AnsweredDrugs.of(answers, release.name(), asked.question(), reports))
            .type(MediaType.APPLICATION_JSON)
            .header("Cache-Control", "no-store");
    if (!permit.obligations().isEmpty()) {
      answer.header(
          OBLIGATIONS,
          permit.obligations().stream()
              .map(Obligation::code)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return answer.build();
  }

  /// Made once for a release: it reads tables.
  private DrugAnswers answers(KnowledgeRelease release) {
    var kept = latest;
    if (kept == null || !kept.release().equals(release.name())) {
      kept = new DrugAnswers(release);
      latest = kept;
    }
    return kept;
  }

  private static Pseudonym pseudonym(String patient) {
    try {
      return new Pseudonym(patient);
    } catch (IllegalArgumentException _) {
      throw new Refusal(Category.INCORRECT, "patient", "the patient is not a pseudonym");
    }
  }

  private Decision.Permit permit(Pseudonym patient) {
    var request =
        new DecisionRequest(
            patient.value(),
            null,
            caller.purposeOfUse(),
            caller.researchUse(),
            "use",
            List.of(DataClass.PHARMACOGENOMIC.code()),
            "drug-guidance",
            null,
            caller.correlation(),
            null);
    return switch (permits.ask(request.onBehalfOf(caller.token()))) {
      case Decision.Permit permit -> permit;
      case Decision.Denial denial ->
          throw new Refusal(
              Category.FORBIDDEN, denial.reason(), "not permitted; decision " + denial.id());
    };
  }

  private static Set<String> classes(Decision.Permit permit) {
    return permit.dataClasses().stream().map(DataClass::code).collect(Collectors.toSet());
  }

  private List<ReportRow> rows(Pseudonym patient) {
    return ReadModels.read(() -> ReportRow.ofPatients(List.of(patient.value()), reportsMax))
        .stream()
        .filter(ReportRow::isInterpreted)
        .toList();
  }
}
