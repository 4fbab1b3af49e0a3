package org.genomerecord.interpretation.issuance;

import java.util.List;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;

/// What became of one call set's interpretation. Pure.
sealed interface Interpretation {
  record Awaited() implements Interpretation {}

  record Issued() implements Interpretation {}

  record Declined() implements Interpretation {}

  static Interpretation initial() {
    return new Awaited();
  }

  default Interpretation evolve(InterpretationEvent event) {
    return switch (event) {
      case InterpretationIssued _ -> new Issued();
      case InterpretationDeclined _ -> new Declined();
    };
  }

  /// A call set is settled once, however often it is delivered.
  default List<InterpretationEvent> decide(SettleInterpretation command) {
    return switch (this) {
      case Awaited() -> List.of(command.outcome());
      case Issued() -> List.of();
      case Declined() -> List.of();
    };
  }
}
