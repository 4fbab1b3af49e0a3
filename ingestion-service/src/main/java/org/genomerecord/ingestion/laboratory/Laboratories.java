package org.genomerecord.ingestion.laboratory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;

/// Reads laboratories from the log itself: a suspension holds from the next submission on. Blocks.
@ApplicationScoped
public class Laboratories {
  private static final EventTypes<LaboratoryEvent> TYPES = EventTypes.of(LaboratoryEvent.class);

  private final LogReader log;

  Laboratories(LogReader log) {
    this.log = log;
  }

  /// A laboratory as it stands now.
  Laboratory find(LaboratoryId id) {
    var laboratory = Laboratory.initial();
    for (var stored :
        Awaiting.result(
                log.matching(List.of(new Criterion(Set.of("laboratory:" + id), Set.of())), 0))
            .events()) {
      var envelope = stored.envelope();
      laboratory =
          laboratory.evolve(TYPES.read(envelope.type(), envelope.version(), envelope.payload()));
    }
    return laboratory;
  }

  /// @throws Refusal not-found
  public Laboratory.Onboarded onboarded(LaboratoryId id) {
    return switch (find(id)) {
      case Laboratory.Onboarded onboarded -> onboarded;
      case Laboratory.Unknown() ->
          throw new Refusal(
              Category.NOT_FOUND, "laboratory-unknown", "no such laboratory is onboarded");
    };
  }
}
