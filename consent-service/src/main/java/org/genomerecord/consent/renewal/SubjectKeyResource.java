package org.genomerecord.consent.renewal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Compliance officers renew a patient's subject key, and see which generation is in use.
@Path("/patients/{patient}/subject-key")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class SubjectKeyResource {
  private final Caller caller;
  private final Renewals renewals;

  SubjectKeyResource(Caller caller, Renewals renewals) {
    this.caller = caller;
    this.renewals = renewals;
  }

  /// @param keyGeneration in use for whatever is sealed now
  record InUse(int keyGeneration) {}

  @GET
  public InUse read(Pseudonym patient) {
    var generations = renewals.of(patient);
    generations.requireKey();
    return new InUse(generations.latest());
  }

  /// Files are sealed anew in the background; how far that is stands in the audit trail.
  @POST
  @ResponseStatus(201)
  public InUse renew(Pseudonym patient) {
    return new InUse(renewals.renew(patient, caller.attribution()));
  }
}
