package org.genomerecord.ingestion.laboratory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.genomerecord.record.event.LaboratoryId;
import org.jspecify.annotations.Nullable;

/// A laboratory as the operator sees it.
///
/// @param promisedGenes genes that a test promises, by its code; null: none
/// @param suspended why nothing is taken from it; null: it may submit
/// @param webhook where it is told; null: nowhere
/// @param formerSecretUntil when the secret before the present one signs no more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaboratoryDescription(
    LaboratoryId laboratory,
    String name,
    List<String> testCodes,
    long submissionsPerMinute,
    long bytesPerDay,
    boolean sandbox,
    @Nullable Map<String, List<String>> promisedGenes,
    @Nullable String suspended,
    @Nullable String webhook,
    @Nullable Instant formerSecretUntil) {
  public LaboratoryDescription {
    testCodes = List.copyOf(testCodes);
  }

  static LaboratoryDescription of(
      LaboratoryId id, Laboratory.Onboarded laboratory, Quota standard) {
    var quota = Quota.of(laboratory.terms(), standard);
    return new LaboratoryDescription(
        id,
        laboratory.name(),
        laboratory.terms().testCodes(),
        quota.submissionsPerMinute(),
        quota.bytesPerDay(),
        laboratory.terms().sandbox(),
        laboratory.terms().promisedGenes(),
        laboratory.suspended(),
        laboratory.webhook().url(),
        laboratory.webhook().formerUntil());
  }
}
