package org.genomerecord.record.permit;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// consent-service's decisions, called with the service's own token.
@Path("/decisions")
@RegisterRestClient(configKey = "consent")
@OidcClientFilter
public interface DecisionsApi {
  @POST
  DecisionAnswer decide(DecisionRequest request);
}
