package org.genomerecord.consent.disclosure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.genomerecord.consent.enrolment.RecordedLooks;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Why a request was permitted or refused, for the officer. Looking is on record.
@Path("/audit/decisions/{decision}")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class ExplanationsResource {
  private final RecordedDecisions decisions;
  private final RecordedLooks looks;

  ExplanationsResource(RecordedDecisions decisions, RecordedLooks looks) {
    this.decisions = decisions;
    this.looks = looks;
  }

  @GET
  public Explanation explain(DecisionId decision) {
    var recorded = decisions.find(decision).orElseThrow(ExplanationsResource::unknown);
    looks.record(recorded.patient(), "explanations");
    return Explanations.of(recorded);
  }

  static Refusal unknown() {
    return new Refusal(Category.NOT_FOUND, "decision-unknown", "there is no such decision");
  }
}
