package org.genomerecord.record.permit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for several decisions at once, such as one for each patient of a list. Each is decided and
/// recorded for itself.
///
/// @param subjectToken access token of the person or lab on whose behalf all of them are asked for;
///   null: the service's own behalf
/// @param requests at least one, at most [#REQUESTS_MAX]; none carries a token of its own
public record BulkDecisionRequest(@Nullable String subjectToken, List<DecisionRequest> requests) {
  /// So many decisions are one append, and each of them may carry a key.
  public static final int REQUESTS_MAX = 100;

  public BulkDecisionRequest {
    requests = List.copyOf(requests);
  }

  @Override
  public String toString() {
    return "BulkDecisionRequest[" + requests.size() + "]";
  }
}
