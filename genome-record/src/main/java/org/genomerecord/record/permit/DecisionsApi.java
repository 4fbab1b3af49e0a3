package org.genomerecord.record.permit;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// consent-service's decisions, called with the service's own token.
@Path("/decisions")
@RegisterRestClient(configKey = "consent")
@OidcClientFilter
public interface DecisionsApi {
  /// Header with the public key that the subject key in the answer is sealed to.
  String KEY_SEALED_TO = "Key-Sealed-To";

  /// @param sealTo see [org.genomerecord.record.seal.KeyInTransit#publicKey]; a new one for each
  ///   request
  @POST
  DecisionAnswer decide(@HeaderParam(KEY_SEALED_TO) String sealTo, DecisionRequest request);

  /// Several at once, of several patients.
  ///
  /// @return one answer for each request, in order
  @POST
  @Path("/bulk")
  List<DecisionAnswer> decideAll(
      @HeaderParam(KEY_SEALED_TO) String sealTo, BulkDecisionRequest request);
}
