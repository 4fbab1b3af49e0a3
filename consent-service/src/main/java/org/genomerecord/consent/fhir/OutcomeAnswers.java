package org.genomerecord.consent.fhir;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.genomerecord.record.edge.Problem;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Below `/fhir`, refusals of the whole service are answered in the form of FHIR.
public class OutcomeAnswers {
  private static final MediaType FHIR = MediaType.valueOf(FhirJson.MEDIA_TYPE);

  @ServerResponseFilter
  public void inTheFormOfFhir(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getUriInfo().getPath().startsWith("/fhir/")
        && response.getEntity() instanceof Problem problem) {
      response.setEntity(Outcomes.json(problem, null), new Annotation[0], FHIR);
    }
  }
}
