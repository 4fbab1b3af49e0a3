package org.genomerecord.ingestion.callset;

import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.seal.VaultUnwritable;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers for a vault without room (RFC 4918 section 11.5). Of an upload, what counted before the
/// room was used up stays; of anything else nothing is kept. There is nothing to be set right here
/// once there is room again.
public class StorageAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(StorageAnswers.class);
  private static final int INSUFFICIENT_STORAGE = 507;
  private static final String RETRY_AFTER_SECONDS = "60";

  @ServerExceptionMapper
  public RestResponse<Problem> full(VaultUnwritable failure) {
    LOG.error("the vault cannot be written", failure);
    return RestResponse.ResponseBuilder.<Problem>create(INSUFFICIENT_STORAGE)
        .entity(
            new Problem(
                "urn:genome-record:problem:storage-full",
                "No room",
                INSUFFICIENT_STORAGE,
                "the vault has no room now; of an upload, ask with HEAD how much counts; anything"
                    + " else was not kept. Try again later",
                "storage-full",
                null,
                null))
        .header("Retry-After", RETRY_AFTER_SECONDS)
        .type(Problem.MEDIA_TYPE)
        .build();
  }
}
