package org.genomerecord.ingestion.laboratory;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryOnboarded;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryReinstated;
import org.genomerecord.record.event.LaboratoryEvent.LaboratorySuspended;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryTermsChanged;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSecretRotated;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSubscribed;
import org.genomerecord.record.event.LaboratoryEvent.WebhookUnsubscribed;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.relay.Projection;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;

/// Keeps the operator's list of laboratories.
@ApplicationScoped
public class LaboratoryProjection implements Projection {
  private static final EventTypes<LaboratoryEvent> TYPES = EventTypes.of(LaboratoryEvent.class);

  @Override
  public String name() {
    return "laboratories";
  }

  @Override
  public List<String> tables() {
    return List.of("laboratory");
  }

  @Override
  public Uni<Void> apply(StoredEvent stored) {
    var type = stored.envelope().type();
    if (!TYPES.knows(type)) {
      return Uni.createFrom().voidItem();
    }
    var event = TYPES.read(type, stored.envelope().version(), stored.envelope().payload());
    return switch (event) {
      case LaboratoryOnboarded onboarded ->
          kept(onboarded.laboratory(), onboarded.name(), onboarded.terms());
      case LaboratoryTermsChanged changed ->
          kept(changed.laboratory(), changed.name(), changed.terms());
      case LaboratorySuspended suspended ->
          changed(suspended.laboratory(), row -> row.suspended = suspended.reason());
      case LaboratoryReinstated reinstated ->
          changed(reinstated.laboratory(), LaboratoryProjection::reinstate);
      case WebhookSubscribed subscribed ->
          changed(subscribed.laboratory(), row -> row.webhook = subscribed.url());
      case WebhookUnsubscribed unsubscribed ->
          changed(unsubscribed.laboratory(), LaboratoryProjection::unsubscribe);
      case WebhookSecretRotated _ -> Uni.createFrom().voidItem();
    };
  }

  private static void reinstate(LaboratoryRow row) {
    row.suspended = null;
  }

  private static void unsubscribe(LaboratoryRow row) {
    row.webhook = null;
  }

  private static Uni<Void> kept(LaboratoryId id, String name, LaboratoryTerms terms) {
    return LaboratoryRow.<LaboratoryRow>findById(id.value())
        .chain(found -> {
          var row = found == null ? new LaboratoryRow() : found;
          row.laboratory = id.value();
          row.name = name;
          row.sandbox = terms.sandbox();
          return row.<LaboratoryRow>persist();
        })
        .replaceWithVoid();
  }

  private static Uni<Void> changed(LaboratoryId id, Consumer<LaboratoryRow> change) {
    return LaboratoryRow.<LaboratoryRow>findById(id.value())
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("a change of a laboratory that is unknown"))
        .invoke(change)
        .replaceWithVoid();
  }
}
