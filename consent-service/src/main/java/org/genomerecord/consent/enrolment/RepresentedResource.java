package org.genomerecord.consent.enrolment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.Pseudonym;

/// For whom the caller acts.
@Path("/represented-patients")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class RepresentedResource {
  private final Caller caller;
  private final Patients patients;

  RepresentedResource(Caller caller, Patients patients) {
    this.caller = caller;
    this.patients = patients;
  }

  /// @param until exclusive
  record Represented(Pseudonym patient, ProxyEvent.Kind kind, Instant until) {}

  @GET
  public List<Represented> list() {
    return patients.representedBy(caller.account(), Caller.now()).stream()
        .map(proxy -> new Represented(proxy.patient(), proxy.kind(), proxy.until()))
        .toList();
  }
}
