package org.genomerecord.interpretation.issuance;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.relay.Projection;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;

/// Keeps the issued interpretations of each patient.
@ApplicationScoped
public class ReportProjection implements Projection {
  public static final String NAME = "reports";

  private static final EventTypes<InterpretationEvent> TYPES =
      EventTypes.of(InterpretationEvent.class);
  private static final String ACCESS = "access.";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Uni<Void> apply(StoredEvent stored) {
    var type = stored.envelope().type();
    if (type.startsWith(ACCESS)) {
      return Uni.createFrom().voidItem();
    }
    return switch (EventJson.read(stored.envelope().payload(), TYPES.typeOf(type))) {
      case InterpretationIssued issued -> row(issued).persist().replaceWithVoid();
      case InterpretationDeclined _ -> Uni.createFrom().voidItem();
    };
  }

  private static ReportRow row(InterpretationIssued issued) {
    var row = new ReportRow();
    row.interpretation = issued.interpretation().value();
    row.accession = issued.accession().value();
    row.patient = issued.patient().value();
    row.knowledge = issued.knowledge();
    row.issuedAt = issued.issuedAt();
    row.event = issued.sealed().event();
    row.generation = issued.sealed().generation();
    row.ciphertext = issued.sealed().ciphertext();
    return row;
  }
}
