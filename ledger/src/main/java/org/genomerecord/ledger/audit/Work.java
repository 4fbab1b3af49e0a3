package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.AMENDED;
import static org.genomerecord.ledger.audit.KnownEvent.ISSUED;
import static org.genomerecord.ledger.audit.KnownEvent.RECEIVED;
import static org.genomerecord.ledger.audit.KnownEvent.RECONTACTED;
import static org.genomerecord.ledger.audit.KnownEvent.RESEALED;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has to have been permitted for an event that names a decision.
///
/// @param actions each of which will do
/// @param doneAt the field that says when it happened
record Work(Set<String> actions, String resource, String requester, String doneAt) {
  static @Nullable Work of(AuditedEvent event) {
    if (event.is(RECEIVED) || event.is(RESEALED)) {
      return new Work(
          Set.of("collect"),
          "accession/" + event.text("accession"),
          "ingestion-service",
          event.is(RECEIVED) ? "receivedAt" : "resealedAt");
    }
    if (event.is(ISSUED)) {
      return ofCallSet(event, Set.of("use"), "issuedAt");
    }
    if (event.is(AMENDED)) {
      // A report without what was taken back is the same use, with what counts; another release
      // of the tables, where the one of before is not there any more, is an analysis again.
      var actions =
          event.text("reason").startsWith("result-")
              ? Set.of("use", "re-analyse")
              : Set.of("re-analyse");
      return ofCallSet(event, actions, "amendedAt");
    }
    return event.is(RECONTACTED)
        ? new Work(
            Set.of("re-contact"),
            "recontact/" + event.text("interpretation"),
            "interpretation-service",
            "closedAt")
        : null;
  }

  private static Work ofCallSet(AuditedEvent event, Set<String> actions, String doneAt) {
    return new Work(actions, "call-set/" + event.text("callSet"), "interpretation-service", doneAt);
  }
}
