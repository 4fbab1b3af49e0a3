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

/// Why a request for their own record was permitted or refused, for patients. Looking is on record.
@Path("/patients/{patient}/decisions/{decision}")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class OwnExplanationsResource {
  private final Caller caller;
  private final Patients patients;
  private final RecordedDecisions decisions;
  private final AuditLooks looks;

  OwnExplanationsResource(
      Caller caller, Patients patients, RecordedDecisions decisions, AuditLooks looks) {
    this.caller = caller;
    this.patients = patients;
    this.decisions = decisions;
    this.looks = looks;
  }

  /// Another patient's decision and one that is not there look the same from outside.
  @GET
  public Explanation explain(Pseudonym patient, DecisionId decision) {
    patients.requireOwn(patient, caller.account());
    var recorded =
        decisions
            .find(decision)
            .filter(found -> patient.equals(found.patient()))
            .orElseThrow(ExplanationsResource::unknown);
    looks.record(patient, "explanations");
    return Explanations.toPatient(recorded);
  }
}
