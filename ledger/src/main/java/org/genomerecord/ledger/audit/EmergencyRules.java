package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.CLOSED;
import static org.genomerecord.ledger.audit.KnownEvent.DECIDED_AT;
import static org.genomerecord.ledger.audit.KnownEvent.DECLARED;
import static org.genomerecord.ledger.audit.KnownEvent.PERMITTED;
import static org.genomerecord.ledger.audit.KnownEvent.REVIEWED;

import java.util.List;
import java.util.function.BiConsumer;
import org.genomerecord.ledger.text.Timestamp;
import org.jspecify.annotations.Nullable;

/// Whether each permit that rests on an emergency is of the person who declared it, for that
/// patient and within its time, and whether somebody else reviewed it.
///
/// @param found gets each event with which something is wrong, and what
record EmergencyRules(BiConsumer<AuditedEvent, String> found) {

  /// @param events of one emergency, in the order of their log
  void judge(List<AuditedEvent> events) {
    AuditedEvent declared = null;
    boolean reviewed = false;
    for (var event : events) {
      if (declared != null && !event.text("patient").equals(declared.text("patient"))) {
        found.accept(event, "the emergency that it names is of another patient");
      }
      switch (event.type()) {
        case DECLARED -> {
          if (declared != null) {
            found.accept(event, "another emergency has this id");
          }
          if (!event.actor().equals(event.text("person")) || !event.role().equals("clinician")) {
            found.accept(event, "it was not declared by a clinician for themselves");
          }
          declared = event;
        }
        case REVIEWED, CLOSED -> {
          review(event, declared, reviewed);
          reviewed = true;
        }
        case PERMITTED -> permit(event, declared);
        default -> throw new IllegalStateException("no event of an emergency");
      }
    }
  }

  private void review(AuditedEvent review, @Nullable AuditedEvent declared, boolean reviewed) {
    if (declared == null) {
      found.accept(review, "the emergency that it reviews was never declared");
    } else if (declared.text("person").equals(review.actor())) {
      found.accept(review, "it reviews what the reviewer declared");
    }
    if (reviewed) {
      found.accept(review, "its emergency was reviewed before");
    }
  }

  private void permit(AuditedEvent permit, @Nullable AuditedEvent declared) {
    if (declared == null) {
      found.accept(permit, "the emergency that it rests on was never declared");
      return;
    }
    if (!permit.actor().equals(declared.text("person"))) {
      found.accept(permit, "the emergency that it rests on was declared by another person");
    }
    if (!"ETREAT".equals(permit.purposeOfUse()) || !permit.text("action").equals("use")) {
      found.accept(permit, "an emergency does not permit this purpose or action");
    }
    var at = Timestamp.parse(permit.text(DECIDED_AT));
    if (at.isBefore(Timestamp.parse(declared.text("declaredAt")))
        || !at.isBefore(Timestamp.parse(declared.text("until")))) {
      found.accept(permit, "the emergency that it rests on was over, or not yet declared");
    }
  }
}
