package org.genomerecord.interpretation.reinterpretation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.genomerecord.record.edge.Roles;

/// The engineer on call sees how far the work after a new knowledge release is.
@Path("/services/interpretation-service/reinterpretation")
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class ReinterpretationResource {
  private final Reinterpreting reinterpreting;

  ReinterpretationResource(Reinterpreting reinterpreting) {
    this.reinterpreting = reinterpreting;
  }

  @GET
  public Reinterpreting.Status status() {
    return reinterpreting.status();
  }
}
