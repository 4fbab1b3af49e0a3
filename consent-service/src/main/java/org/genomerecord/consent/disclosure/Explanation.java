package org.genomerecord.consent.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.genomerecord.record.event.DecisionId;
import org.jspecify.annotations.Nullable;

/// Why a request was decided as it was, in words and in codes.
///
/// @param position of the decision in the log of consent-service
/// @param outcome `permitted` or `refused`
/// @param reason stable code of a refusal
/// @param summary one sentence: who asked for what, and what came of it
/// @param because the rules that decided, or why none could
/// @param obligations what the permit obliges to, in codes
/// @param policy SHA-256 of the policy that it was made under
/// @param replay whether the decision, made again now, comes out `same`, `different` or cannot be
///   made again: `not-possible`
@JsonInclude(JsonInclude.Include.NON_NULL)
record Explanation(
    DecisionId decision,
    long position,
    Instant decidedAt,
    String outcome,
    @Nullable String reason,
    String summary,
    List<String> because,
    List<String> obligations,
    @Nullable String policy,
    String replay) {
  Explanation {
    because = List.copyOf(because);
    obligations = List.copyOf(obligations);
  }
}
