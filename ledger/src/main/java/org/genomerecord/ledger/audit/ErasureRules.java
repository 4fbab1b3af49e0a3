package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.CLOSED;
import static org.genomerecord.ledger.audit.KnownEvent.ERASED;
import static org.genomerecord.ledger.audit.KnownEvent.ERASURE_BEGUN;
import static org.genomerecord.ledger.audit.KnownEvent.GRANTED;
import static org.genomerecord.ledger.audit.KnownEvent.PERMITTED;
import static org.genomerecord.ledger.audit.KnownEvent.RENEWED;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Whether nothing is permitted of a patient any more once the erasure has begun, for ever, whether
/// its certificate is of an erasure that had begun, and whether each permit gives out the key that
/// was in use.
///
/// @param found gets each event with which something is wrong, and what
record ErasureRules(BiConsumer<AuditedEvent, String> found) {
  private static final String FIRST_GENERATION = "1";

  /// @param events of one patient, in the order of their log
  void judge(List<AuditedEvent> events) {
    var generation = FIRST_GENERATION;
    AuditedEvent begun = null;
    boolean erased = false;
    for (var event : events) {
      switch (event.type()) {
        case ERASURE_BEGUN -> {
          if (begun != null) {
            found.accept(event, "the patient's erasure had begun before");
          }
          begun = event;
        }
        case ERASED -> {
          certificate(event, begun, erased);
          erased = true;
        }
        case RENEWED -> {
          generation = event.text("keyGeneration");
          requireNotBegun(event, begun, "it renews the key of a patient whose erasure has begun");
        }
        case PERMITTED -> {
          requireNotBegun(event, begun, "it permits after the patient's erasure has begun");
          if (!event.text("keyGeneration").equals(generation)) {
            found.accept(event, "it gives out another generation of the key than was in use");
          }
        }
        case GRANTED ->
            requireNotBegun(event, begun, "it is granted after the patient's erasure has begun");
        case CLOSED -> {
          if (begun == null) {
            found.accept(event, "it closes a review for an erasure that had not begun");
          }
        }
        default -> {} // A withdrawal changes nothing here.
      }
    }
  }

  private void requireNotBegun(AuditedEvent event, @Nullable AuditedEvent begun, String otherwise) {
    if (begun != null) {
      found.accept(event, otherwise);
    }
  }

  private void certificate(
      AuditedEvent certificate, @Nullable AuditedEvent begun, boolean erasedBefore) {
    if (begun == null) {
      found.accept(certificate, "it certifies an erasure that had not begun");
    } else if (!begun.texts("keyGenerations").equals(certificate.texts("keyGenerations"))) {
      found.accept(certificate, "it certifies other generations of the key than there were");
    }
    if (erasedBefore) {
      found.accept(certificate, "the patient's erasure was certified before");
    }
  }
}
