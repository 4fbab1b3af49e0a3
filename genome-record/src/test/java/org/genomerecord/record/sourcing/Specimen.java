package org.genomerecord.record.sourcing;

import java.util.List;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.SpecimenEvent.Arrival.SpecimenAnnounced;
import org.genomerecord.record.sourcing.SpecimenEvent.Arrival.SpecimenReceived;
import org.genomerecord.record.sourcing.SpecimenEvent.Departure.SpecimenDiscarded;

/// The state of the small family: enough to decide.
sealed interface Specimen {
  record Unknown() implements Specimen {}

  record Kept(String shelf) implements Specimen {}

  record Gone() implements Specimen {}

  default Specimen evolve(SpecimenEvent event) {
    return switch (event) {
      case SpecimenAnnounced(_) -> this;
      case SpecimenReceived(_, var shelf) -> new Kept(shelf);
      case SpecimenDiscarded(_) -> new Gone();
    };
  }

  default List<SpecimenEvent> decide(ReceiveSpecimen command) {
    return switch (this) {
      case Unknown() -> List.of(new SpecimenReceived(command.specimen(), command.shelf()));
      case Kept(_) -> List.of();
      case Gone() -> throw new Refusal(Category.CONFLICT, "specimen-gone", "it was discarded");
    };
  }
}
