package org.genomerecord.record.edge;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ParkedEvent;
import org.genomerecord.record.relay.ParkedEvents;
import org.genomerecord.record.relay.ReadModelStatus;
import org.genomerecord.record.relay.Rebuilds;
import org.jboss.resteasy.reactive.ResponseStatus;

/// What the engineer on call may see and do at a service: no patient data, in or out.
@Path("/services/{service}")
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class OnCallResource {
  private static final int LISTED_MAX = 1_000;

  private final ParkedEvents parked;
  private final Rebuilds rebuilds;
  private final String self;

  OnCallResource(
      ParkedEvents parked,
      Rebuilds rebuilds,
      @ConfigProperty(name = "quarkus.application.name") String self) {
    this.parked = parked;
    this.rebuilds = rebuilds;
    this.self = self;
  }

  /// @param events those that have waited longest, at most 1,000
  /// @param total how many there are
  /// @param retrying whether they are being tried again just now
  public record Parked(List<ParkedEvent> events, long total, boolean retrying) {
    public Parked {
      events = List.copyOf(events);
    }
  }

  @GET
  @Path("/parked-events")
  public Parked parked(String service) {
    requireSelf(service);
    boolean retrying = parked.isRetrying();
    return new Parked(parked.list(LISTED_MAX), parked.total(), retrying);
  }

  /// Has all parked events tried again; that goes on after the answer.
  @POST
  @Path("/parked-events/retry")
  @ResponseStatus(202)
  public Parked retry(String service) {
    requireSelf(service);
    parked.retryInBackground();
    return new Parked(parked.list(LISTED_MAX), parked.total(), true);
  }

  @GET
  @Path("/read-models")
  public List<ReadModelStatus> readModels(String service) {
    requireSelf(service);
    return rebuilds.all();
  }

  /// Has a read model built again; that goes on after the answer, and while the service serves.
  @POST
  @Path("/read-models/{readModel}/rebuild")
  @ResponseStatus(202)
  public List<ReadModelStatus> rebuild(String service, String readModel) {
    requireSelf(service);
    rebuilds.begin(readModel);
    return rebuilds.all();
  }

  private void requireSelf(String service) {
    if (!service.equals(self)) {
      throw new Refusal(Category.NOT_FOUND, "service-unknown", "this is another service: " + self);
    }
  }
}
