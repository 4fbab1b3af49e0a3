package org.genomerecord.ingestion.upload;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.genomerecord.ingestion.partial.UploadLimits;
import org.genomerecord.ingestion.partial.UploadRefusal;
import org.genomerecord.record.edge.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// What tus 1.0.0 wants every answer about uploads to say.
public class UploadAnswers {
  private static final String PATH = "/submissions/uploads";

  private final UploadLimits limits;

  UploadAnswers(UploadLimits limits) {
    this.limits = limits;
  }

  @ServerResponseFilter
  public void version(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getUriInfo().getRequestUri().getPath().startsWith(PATH)) {
      response.getHeaders().putSingle("Tus-Resumable", UploadHeaders.VERSION);
    }
  }

  @ServerExceptionMapper
  public RestResponse<Problem> refused(UploadRefusal refusal) {
    var kind = refusal.kind();
    var answer =
        RestResponse.ResponseBuilder.<Problem>create(kind.status(), kind.title())
            .entity(
                new Problem(
                    "urn:genome-record:problem:" + kind.code(),
                    kind.title(),
                    kind.status(),
                    refusal.detail(),
                    kind.code(),
                    null,
                    null))
            .type(Problem.MEDIA_TYPE);
    switch (kind) {
      case VERSION -> answer.header("Tus-Version", UploadHeaders.VERSION);
      case TOO_LARGE -> answer.header("Tus-Max-Size", limits.bytesMax());
      case OFFSET, EXPIRED, TOO_LONG, TOO_MANY_PARTS, MEDIA_TYPE, LOCKED, CHECKSUM -> {}
    }
    return answer.build();
  }
}
