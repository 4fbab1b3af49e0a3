package org.genomerecord.ingestion.quarantine;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.relay.Projection;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;

/// Keeps the list of what waits.
@ApplicationScoped
public class QuarantineProjection implements Projection {
  static final String NAME = "quarantine";
  private static final EventTypes<QuarantineEvent> TYPES = EventTypes.of(QuarantineEvent.class);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("quarantine");
  }

  @Override
  public Uni<Void> apply(StoredEvent stored) {
    var type = stored.envelope().type();
    if (!TYPES.knows(type)) {
      return Uni.createFrom().voidItem();
    }
    return switch (TYPES.read(type, stored.envelope().version(), stored.envelope().payload())) {
      case SubmissionQuarantined quarantined -> held(quarantined);
      case QuarantineReleased released -> over(released.decision(), "released");
      case QuarantineDiscarded discarded -> over(discarded.decision(), "discarded");
      case QuarantineExpired expired -> over(expired.decision(), "expired");
    };
  }

  private static Uni<Void> held(SubmissionQuarantined quarantined) {
    return QuarantineRow.heldAs(quarantined.quarantined().value())
        .invoke(before -> {
          if (before != null) {
            before.state = "replaced";
          }
        })
        .chain(() -> {
          var row = new QuarantineRow();
          row.decision = quarantined.decision().value();
          row.accession = quarantined.quarantined().value();
          row.laboratory = quarantined.quarantine().value();
          row.reason = quarantined.reason();
          row.digest = quarantined.file().digest();
          row.sizeBytes = quarantined.file().sizeBytes();
          row.binding = quarantined.file().binding();
          row.quarantinedAt = quarantined.quarantinedAt();
          row.expiresAt = quarantined.expiresAt();
          row.state = "held";
          return row.<QuarantineRow>persist();
        })
        .replaceWithVoid();
  }

  private static Uni<Void> over(DecisionId decision, String state) {
    return QuarantineRow.<QuarantineRow>findById(decision.value())
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("the end of what never waited"))
        .invoke(row -> row.state = state)
        .replaceWithVoid();
  }
}
