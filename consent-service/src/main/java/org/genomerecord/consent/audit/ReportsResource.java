package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.ParkedEvent;
import org.jspecify.annotations.Nullable;

/// Questions that are ready to be asked.
@Path("/audit/reports")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class ReportsResource {
  private final Caller caller;
  private final Looks looks;
  private final Reports reports;

  ReportsResource(Caller caller, Looks looks, Reports reports) {
    this.caller = caller;
    this.looks = looks;
    this.reports = reports;
  }

  /// @param question its name in the path
  /// @param words what it answers
  /// @param daysMax over how many days at most; null: over all there is
  record Ready(String question, String words, Set<String> parameters, @Nullable Long daysMax) {}

  record Questions(List<Ready> questions) {
    Questions {
      questions = List.copyOf(questions);
    }
  }

  /// Which questions there are. Nothing of the trail is shown, so nothing is recorded.
  @GET
  public Questions questions() {
    return new Questions(
        Arrays.stream(ReportQuestion.values())
            .map(question ->
                new Ready(
                    question.code(),
                    question.words(),
                    question.parameters(),
                    question.daysMax().orElse(null)))
            .toList());
  }

  /// The answer to one. The question is recorded before it is answered.
  @GET
  @Path("{question}")
  public Reports.Answer answer(
      String question,
      @Context UriInfo uri,
      @HeaderParam(FreshAsOf.HEADER) @Nullable String fresh) {
    var known = ReportQuestion.of(question);
    var attribution = caller.attribution();
    var asked =
        reports.read(
            known,
            QueryParameters.of(uri.getQueryParameters(), known.parameters())
                .aboutAPatientOfTheSuite(),
            attribution.at());
    List<ParkedEvent> parked = null;
    if (asked.patient() == null) {
      Looks.requireNoFreshness(fresh);
      looks.record(
          new QueryAuditTrail(
              null, asked.filter(), new QueryAuditTrail.Look.Question(known.code()), attribution));
    } else {
      parked =
          looks.recordAndAwait(
              new Pseudonym(asked.patient()), asked.filter(), known.code(), attribution, fresh);
    }
    return reports.answer(asked, parked);
  }
}
