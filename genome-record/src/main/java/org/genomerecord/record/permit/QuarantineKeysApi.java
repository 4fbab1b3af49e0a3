package org.genomerecord.record.permit;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// consent-service's keys of quarantined files, called with the service's own token. Each is named
/// by the refusal that it is made for.
@Path("/quarantine-keys/{decision}")
@RegisterRestClient(configKey = "consent")
@OidcClientFilter
public interface QuarantineKeysApi {
  /// Makes the key of a refusal that was just decided.
  ///
  /// @param names whom the file may be released to
  /// @return the key, sealed as that of a permit is
  @POST
  String make(
      @HeaderParam(DecisionsApi.KEY_SEALED_TO) String sealTo,
      @PathParam("decision") String decision,
      QuarantineNames names);

  /// Decides whether what was refused is permitted now, of the patient who is named, and gives out
  /// the keys of both if it is.
  @POST
  @Path("/release")
  QuarantineReleaseAnswer release(
      @HeaderParam(DecisionsApi.KEY_SEALED_TO) String sealTo,
      @PathParam("decision") String decision,
      QuarantineRelease release);

  /// Deletes the key, if it is there.
  @DELETE
  void destroy(@PathParam("decision") String decision);
}
