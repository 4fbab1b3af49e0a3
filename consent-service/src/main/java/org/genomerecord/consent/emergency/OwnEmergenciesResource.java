package org.genomerecord.consent.emergency;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;

/// Patients see the emergencies that were declared for their record.
@Path("/patients/{patient}/emergency-accesses")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class OwnEmergenciesResource {
  private final Caller caller;
  private final Patients patients;
  private final Emergencies emergencies;

  OwnEmergenciesResource(Caller caller, Patients patients, Emergencies emergencies) {
    this.caller = caller;
    this.patients = patients;
    this.emergencies = emergencies;
  }

  /// Newest first, with the reasons as they were written and what the reviews found.
  @GET
  public List<Emergencies.Opened> list(Pseudonym patient) {
    patients.requireOwn(patient, caller.account());
    return emergencies.ofPatient(patient);
  }
}
