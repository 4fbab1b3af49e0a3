package org.genomerecord.consent.disclosure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.genomerecord.consent.audit.AuditLooks;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Why a request was permitted or refused, for the officer and for the patient. Looking is on
/// record.
@Path("/")
@RunOnVirtualThread
public class ExplanationsResource {
  private final Caller caller;
  private final Patients patients;
  private final RecordedDecisions decisions;
  private final AuditLooks looks;

  ExplanationsResource(
      Caller caller, Patients patients, RecordedDecisions decisions, AuditLooks looks) {
    this.caller = caller;
    this.patients = patients;
    this.decisions = decisions;
    this.looks = looks;
  }

  @GET
  @Path("/audit/decisions/{decision}")
  @RolesAllowed(Roles.COMPLIANCE_OFFICER)
  public Explanation forTheOfficer(DecisionId decision) {
    var recorded = decisions.find(decision).orElseThrow(ExplanationsResource::unknown);
    if (recorded.patient() != null) {
      looks.record(recorded.patient());
    }
    return Explanations.of(recorded);
  }

  /// Another patient's decision and one that is not there look the same from outside.
  @GET
  @Path("/patients/{patient}/decisions/{decision}")
  @RolesAllowed(Roles.PATIENT)
  public Explanation forThePatient(Pseudonym patient, DecisionId decision) {
    patients.requireOwn(patient, caller.account());
    var recorded =
        decisions
            .find(decision)
            .filter(found -> patient.equals(found.patient()))
            .orElseThrow(ExplanationsResource::unknown);
    looks.record(patient);
    return Explanations.of(recorded);
  }

  private static Refusal unknown() {
    return new Refusal(Category.NOT_FOUND, "decision-unknown", "there is no such decision");
  }
}
