package org.genomerecord.ingestion.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ReadModels;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// Where laboratories see what they were told, and have it told again; operators, of all of them.
@Path("/webhook-deliveries")
@RunOnVirtualThread
@RolesAllowed({Roles.LAB, Roles.OPERATOR})
public class WebhookDeliveriesResource {
  private static final int ACCEPTED = 202;
  private static final Set<String> STATUSES = Set.of("waiting", "delivered", "dead");

  private final Caller caller;
  private final WebhookDeliveries deliveries;

  WebhookDeliveriesResource(Caller caller, WebhookDeliveries deliveries) {
    this.caller = caller;
    this.deliveries = deliveries;
  }

  /// The newest first, at most 1,000.
  @GET
  public List<WebhookDelivery> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("laboratory") @Nullable String laboratory) {
    if (status != null && !STATUSES.contains(status)) {
      throw new Refusal(
          Category.INCORRECT, "status", "status is one of waiting, delivered and dead");
    }
    if (isOperator()) {
      return ReadModels.read(() -> WebhookDelivery.of(laboratory, status));
    }
    var own = caller.actor().organisation();
    return own == null
        ? List.of() // a laboratory without a name is told nothing
        : ReadModels.read(() -> WebhookDelivery.of(own, status));
  }

  /// Another laboratory's and one that is not there look the same.
  @POST
  @Path("/{delivery}/redelivery")
  @ResponseStatus(ACCEPTED)
  public WebhookDelivery redeliver(UUID delivery) {
    var own = isOperator() ? null : String.valueOf(caller.actor().organisation());
    deliveries.redeliver(delivery, own);
    return ReadModels.read(() -> WebhookDelivery.<WebhookDelivery>findById(delivery));
  }

  /// Who is both acts as the laboratory.
  private boolean isOperator() {
    return caller.actor().role().equals(Roles.OPERATOR);
  }
}
