package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.APPOINTED;
import static org.genomerecord.ledger.audit.KnownEvent.DECIDED_AT;
import static org.genomerecord.ledger.audit.KnownEvent.ENDED;
import static org.genomerecord.ledger.audit.KnownEvent.PERMITTED;

import java.util.List;
import java.util.function.BiConsumer;
import org.genomerecord.ledger.text.Timestamp;
import org.jspecify.annotations.Nullable;

/// Whether each permit of somebody who acts for a patient stands within an appointment.
///
/// @param found gets each event with which something is wrong, and what
record ProxyRules(BiConsumer<AuditedEvent, String> found) {

  /// @param events of one appointment, in the order of their log
  void judge(List<AuditedEvent> events) {
    AuditedEvent appointed = null;
    boolean ended = false;
    for (var event : events) {
      if (appointed != null && !event.text("patient").equals(appointed.text("patient"))) {
        found.accept(event, "the appointment that it names is of another patient");
      }
      switch (event.type()) {
        case APPOINTED -> {
          if (appointed != null) {
            found.accept(event, "another appointment has this id");
          }
          appointed = event;
        }
        case ENDED -> {
          if (appointed == null) {
            found.accept(event, "the appointment that it ends was never made");
          }
          ended = true;
        }
        case PERMITTED -> permit(event, appointed, ended);
        default -> throw new IllegalStateException("no event of an appointment");
      }
    }
  }

  private void permit(AuditedEvent permit, @Nullable AuditedEvent appointed, boolean ended) {
    if (appointed == null) {
      found.accept(permit, "the appointment that it rests on was never made");
      return;
    }
    var purpose = appointed.text("kind").equals("guardian") ? "FAMRQT" : "PWATRNY";
    if (!permit.role().equals("patient") || !purpose.equals(permit.purposeOfUse())) {
      found.accept(permit, "who acts for a patient does not ask so");
    }
    var at = Timestamp.parse(permit.text(DECIDED_AT));
    if (ended
        || at.isBefore(Timestamp.parse(appointed.text("appointedAt")))
        || !at.isBefore(Timestamp.parse(appointed.text("until")))) {
      found.accept(permit, "the appointment that it rests on was over, or not yet made");
    }
  }
}
