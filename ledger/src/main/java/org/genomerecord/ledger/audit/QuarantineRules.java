package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.LET_OUT;
import static org.genomerecord.ledger.audit.KnownEvent.QUARANTINED;
import static org.genomerecord.ledger.audit.KnownEvent.RECEIVED;
import static org.genomerecord.ledger.audit.KnownEvent.REFUSED;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What the audit knows of files in quarantine: each waits for a refusal that says that nothing is
/// on record, ends once, and is somebody's only as a submission that was permitted.
final class QuarantineRules {
  private static final Set<String> ABSENCES = Set.of("patient-unknown", "no-consent");

  private final BiConsumer<AuditedEvent, String> found;

  QuarantineRules(BiConsumer<AuditedEvent, String> found) {
    this.found = found;
  }

  /// Judges a file that waits against the decision that it names.
  ///
  /// @param decided null: it is not recorded
  void refused(@Nullable AuditedEvent decided, AuditedEvent waiting) {
    if (decided == null) {
      found.accept(waiting, "the decision that it names is not recorded");
    } else if (!(decided.is(REFUSED)
        && ABSENCES.contains(decided.text("reason"))
        && decided.text("action").equals("collect")
        && decided.text("resource").equals("accession/" + waiting.text("quarantined"))
        && decided.text("requester").equals("ingestion-service"))) {
      found.accept(waiting, "the decision that it names does not let it wait");
    }
  }

  /// Judges all events of one accession that waits or waited, with those of its being received.
  void judge(List<AuditedEvent> events) {
    AuditedEvent waiting = null;
    AuditedEvent released = null;
    for (var event : events) {
      if (released != null && !isReceived(event, released)) {
        found.accept(released, "what it releases was not received under its permit");
      }
      released = event.is(LET_OUT) ? event : null;
      if (event.is(QUARANTINED)) {
        waiting = event;
      } else if (!event.is(RECEIVED)) {
        if (waiting == null || !waiting.text("decision").equals(event.text("decision"))) {
          found.accept(event, "what it ends did not wait in quarantine");
        }
        waiting = null;
      }
    }
    if (released != null) {
      found.accept(released, "what it releases was not received under its permit");
    }
  }

  private static boolean isReceived(AuditedEvent event, AuditedEvent released) {
    return event.is(RECEIVED)
        && event.text("decision").equals(released.text("permit"))
        && event.text("patient").equals(released.text("patient"))
        && event.text("lab").equals(released.text("quarantine"));
  }
}
