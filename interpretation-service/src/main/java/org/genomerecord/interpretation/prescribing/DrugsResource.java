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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.activation.KnowledgeReleases;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.interpretation.issuance.ReportProjection;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.OfReport;
import org.genomerecord.interpretation.reading.PermittedReads;
import org.genomerecord.interpretation.reading.ReadsUnderWay;
import org.genomerecord.record.event.Pseudonym;
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
  private static final String READ = "drug-guidance";

  private final PermittedReads permits;
  private final ReadsUnderWay reads;
  private final ProjectionRunner projections;
  private final LogReader log;
  private final KnowledgeReleases releases;
  private final int reportsMax;
  private volatile @Nullable DrugAnswers latest;

  DrugsResource(
      PermittedReads permits,
      ReadsUnderWay reads,
      ProjectionRunner projections,
      LogReader log,
      KnowledgeReleases releases,
      @ConfigProperty(name = "interpretation.reports-max", defaultValue = "100") int reportsMax) {
    this.permits = permits;
    this.reads = reads;
    this.projections = projections;
    this.log = log;
    this.releases = releases;
    this.reportsMax = reportsMax;
  }

  /// For each drug what is known of it, and for each of the newest reports what it means there.
  ///
  /// @throws Refusal incorrect, if the question is none; unsupported, if it states a context that
  ///   the guidelines do not know; forbidden, if the patient's consent does not permit it
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<AnsweredDrugs> ask(
      @PathParam("patient") String patient, @Nullable AskedDrugs body) {
    var asked = AskedDrugs.checked(body);
    var answers = answers(releases.active().knowledge());
    answers
        .wrong(asked.question())
        .ifPresent(wrong -> {
          throw new Refusal(Category.INCORRECT, "drug-question", wrong);
        });
    answers
        .unknownContext(asked.question())
        .ifPresent(unknown -> {
          throw new Refusal(Category.UNSUPPORTED, "context-not-known", unknown);
        });
    var pseudonym = pseudonym(patient);
    // Before the decision: between it and its answer there is nothing to wait for.
    projections.awaitPosition(ReportProjection.NAME, Awaiting.result(log.head()));
    return reads.admit(() -> decidedAndAnswered(pseudonym, answers, asked.question()));
  }

  private RestResponse<AnsweredDrugs> decidedAndAnswered(
      Pseudonym patient, DrugAnswers answers, DrugQuestion question) {
    var permit = permits.permit(patient, READ);
    var reports =
        rows(permit.patient()).stream()
            .map(row ->
                new OfReport(
                    row.accession,
                    row.interpretation,
                    row.issuedAt,
                    row.knowledge,
                    row.open(permit.key()).only(PermittedReads.classes(permit))))
            .toList();
    var answer =
        RestResponse.ResponseBuilder.ok(AnsweredDrugs.of(answers, question, reports))
            .type(MediaType.APPLICATION_JSON)
            .header("Cache-Control", "no-store")
            .build();
    PermittedReads.oblige(answer, List.of(permit));
    return answer;
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

  private List<ReportRow> rows(Pseudonym patient) {
    return ReadModels.read(() -> ReportRow.ofPatients(List.of(patient.value()), reportsMax))
        .stream()
        .filter(ReportRow::isInterpreted)
        .toList();
  }
}
