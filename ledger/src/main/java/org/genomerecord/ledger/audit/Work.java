package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.AMENDED;
import static org.genomerecord.ledger.audit.KnownEvent.ISSUED;
import static org.genomerecord.ledger.audit.KnownEvent.RECEIVED;
import static org.genomerecord.ledger.audit.KnownEvent.RECONTACTED;
import static org.genomerecord.ledger.audit.KnownEvent.RESEALED;

import org.jspecify.annotations.Nullable;

/// What has to have been permitted for an event that names a decision.
///
/// @param doneAt the field that says when it happened
record Work(String action, String resource, String requester, String doneAt) {
  static @Nullable Work of(AuditedEvent event) {
    if (event.is(RECEIVED) || event.is(RESEALED)) {
      return new Work(
          "collect",
          "accession/" + event.text("accession"),
          "ingestion-service",
          event.is(RECEIVED) ? "receivedAt" : "resealedAt");
    }
    if (event.is(ISSUED)) {
      return ofCallSet(event, "use", "issuedAt");
    }
    if (event.is(AMENDED)) {
      // A report without what was taken back is the same use, with what counts.
      return ofCallSet(
          event, event.text("reason").startsWith("result-") ? "use" : "re-analyse", "amendedAt");
    }
    return event.is(RECONTACTED)
        ? new Work(
            "re-contact",
            "recontact/" + event.text("interpretation"),
            "interpretation-service",
            "closedAt")
        : null;
  }

  private static Work ofCallSet(AuditedEvent event, String action, String doneAt) {
    return new Work(action, "call-set/" + event.text("callSet"), "interpretation-service", doneAt);
  }
}
