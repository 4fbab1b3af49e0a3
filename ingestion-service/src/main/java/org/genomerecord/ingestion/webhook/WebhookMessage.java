package org.genomerecord.ingestion.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.genomerecord.record.event.LaboratoryId;
import org.jspecify.annotations.Nullable;

/// What is told once, and to whom: nothing about the patient, nothing from the file.
///
/// @param id of the event that it tells of
/// @param submission id of what was received; null: from before the webhook
/// @param event `quarantined`, `received`, `accepted`, `interpreted`, `refused`, `amended` or
///   `withdrawn`
/// @param attempts with this one
/// @param url of the receiver
/// @param generation of the secret
/// @param formerUntil when the secret before signs no more; null: it does not
record WebhookMessage(
    UUID id,
    LaboratoryId laboratory,
    String accession,
    @Nullable UUID submission,
    String event,
    Instant occurredAt,
    int attempts,
    String url,
    int generation,
    @Nullable Instant formerUntil) {

  /// @param type `submission.` and what became of it
  /// @param timestamp when it happened
  record Body(String type, Instant timestamp, Told data) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Told(String accession, @Nullable UUID submission, String status) {}

  Body body() {
    return new Body("submission." + event, occurredAt, new Told(accession, submission, event));
  }

  /// Whether the secret of the generation before signs, too.
  boolean isFormerValid(Instant at) {
    return formerUntil != null && at.isBefore(formerUntil);
  }
}
