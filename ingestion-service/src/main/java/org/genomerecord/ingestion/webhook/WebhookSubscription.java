package org.genomerecord.ingestion.webhook;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// Where a laboratory is told: a read model.
@Entity
@Table(name = "webhook_subscription")
@NullUnmarked // Hibernate fills the fields.
public class WebhookSubscription extends PanacheEntityBase {
  @Id public String laboratory;

  public String url;

  public int generation;

  /// When the secret of the generation before signs no more; null: it does not.
  @Column(name = "former_until")
  public Instant formerUntil;
}
