package org.genomerecord.ingestion.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// One thing that a laboratory is told. A row is made once, from the event, and says from then on
/// how far the telling is.
@Entity
@Table(name = "webhook_delivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
@NullUnmarked // Hibernate fills the fields.
public class WebhookDelivery extends PanacheEntityBase {
  static final String WAITING = "waiting";
  private static final int ROWS_MAX = 1_000;

  /// Id of the event that it tells of: the receiver knows it again by that.
  @Id public UUID delivery;

  public String laboratory;

  public String accession;

  /// Id of the event with which what was submitted was received; null: from before the webhook.
  public UUID submission;

  /// What became of it: `received`, `accepted` or `refused`.
  public String event;

  @Column(name = "occurred_at")
  public Instant occurredAt;

  /// Of that event in the log.
  @JsonIgnore
  @Column(name = "position")
  public long logPosition;

  /// `waiting`, `delivered` or `dead`.
  public String status;

  public int attempts;

  /// While it waits.
  @Column(name = "next_attempt_at")
  public Instant nextAttemptAt;

  @Column(name = "settled_at")
  public Instant settledAt;

  /// Code of the last failure.
  public String failure;

  /// The newest first. Needs a session.
  static Uni<List<WebhookDelivery>> of(@Nullable String laboratory, @Nullable String status) {
    var wanted = new LinkedHashMap<String, Object>();
    if (laboratory != null) {
      wanted.put("laboratory", laboratory);
    }
    if (status != null) {
      wanted.put("status", status);
    }
    var conditions =
        wanted.keySet().stream()
            .map(name -> name + " = :" + name)
            .collect(Collectors.joining(" and "));
    return WebhookDelivery.<WebhookDelivery>find(conditions + " order by logPosition desc", wanted)
        .page(0, ROWS_MAX)
        .list();
  }

  /// What an accession was told of last, before a position. Needs a session.
  static Uni<@Nullable WebhookDelivery> lastOf(String accession, long before) {
    return WebhookDelivery.<WebhookDelivery>find(
            "accession = ?1 and logPosition < ?2 order by logPosition desc", accession, before)
        .firstResult();
  }
}
