package org.genomerecord.ingestion.webhook;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.jspecify.annotations.Nullable;

/// What waits to be told, claimed by one sender at a time. A claim ends by itself: what a killed
/// process had claimed is told by the next, perhaps twice, with the same id. Blocks.
@ApplicationScoped
public class WebhookDeliveries {
  /// The oldest that is due of each laboratory that is not being told something already; of these
  /// the ones that wait longest, so that those who never answer take turns with all others.
  private static final String CLAIM =
      """
      UPDATE webhook_delivery d
      SET attempts = d.attempts + 1, next_attempt_at = now() + $1::bigint * interval '1 millisecond'
      FROM webhook_subscription s
      WHERE s.laboratory = d.laboratory AND d.status = 'waiting' AND d.next_attempt_at <= now()
        AND d.delivery IN (
          SELECT oldest.delivery
          FROM (
            SELECT DISTINCT ON (w.laboratory) w.delivery, w.next_attempt_at
            FROM webhook_delivery w
            WHERE w.status = 'waiting' AND w.next_attempt_at <= now()
              AND NOT w.laboratory = ANY ($2::text[])
              AND EXISTS (SELECT FROM webhook_subscription x WHERE x.laboratory = w.laboratory)
            ORDER BY w.laboratory, w.position, w.occurred_at) oldest
          ORDER BY oldest.next_attempt_at
          LIMIT $3::int)
      RETURNING d.delivery, d.laboratory, d.accession, d.submission, d.event, d.occurred_at,
        d.attempts, s.url, s.generation, s.former_until
      """;

  private static final String TELL_INTERPRETED =
      """
      INSERT INTO webhook_delivery
        (delivery, laboratory, accession, submission, event, occurred_at, position)
      SELECT $1, s.laboratory, $2,
        (SELECT w.submission FROM webhook_delivery w WHERE w.accession = $2
         ORDER BY w.position DESC, w.occurred_at DESC LIMIT 1),
        'interpreted', $3, $4
      FROM webhook_subscription s
      WHERE s.laboratory = $5 AND $3::timestamptz > now() - $6::int * interval '1 day'
      ON CONFLICT (delivery) DO NOTHING
      """;

  private final Pool pool;
  private final int retentionDays;

  WebhookDeliveries(Pool pool, WebhookLimits limits) {
    this.pool = pool;
    this.retentionDays = limits.retentionDays();
  }

  /// Has a laboratory that wants to be told, told within a transaction that what it submitted is
  /// interpreted. Again, it changes nothing.
  ///
  /// @param event that says it
  /// @param position of the accession's last event
  public void tellInterpreted(
      SqlConnection within,
      UUID event,
      String laboratory,
      AccessionId accession,
      Instant at,
      long position) {
    Awaiting.result(
        within
            .preparedQuery(TELL_INTERPRETED)
            .execute(
                Tuple.tuple(
                    List.of(
                        event,
                        accession.value(),
                        at.atOffset(ZoneOffset.UTC),
                        position,
                        laboratory,
                        retentionDays))));
  }

  /// @param claimMillis how long nobody else may claim the same
  /// @param except laboratories that are being told something
  /// @param limit how many at most
  List<WebhookMessage> claim(long claimMillis, Collection<String> except, int limit) {
    return StreamSupport.stream(
            Awaiting.result(
                    pool.preparedQuery(CLAIM)
                        .execute(Tuple.of(claimMillis, except.toArray(String[]::new), limit)))
                .spliterator(),
            false)
        .map(WebhookDeliveries::message)
        .toList();
  }

  private static WebhookMessage message(Row row) {
    return new WebhookMessage(
        row.getUUID("delivery"),
        new LaboratoryId(row.getString("laboratory")),
        row.getString("accession"),
        row.getUUID("submission"),
        row.getString("event"),
        row.get(OffsetDateTime.class, "occurred_at").toInstant(),
        row.getInteger("attempts"),
        row.getString("url"),
        row.getInteger("generation"),
        instant(row.get(OffsetDateTime.class, "former_until")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  void delivered(UUID delivery) {
    change(
        "SET status = 'delivered', settled_at = now(), next_attempt_at = NULL, failure = NULL"
            + " WHERE delivery = $1 AND status = 'waiting'",
        Tuple.of(delivery));
  }

  /// @param failure a code
  void failed(UUID delivery, String failure, long pauseMillis) {
    change(
        "SET failure = $2, next_attempt_at = now() + $3::bigint * interval '1 millisecond'"
            + " WHERE delivery = $1 AND status = 'waiting'",
        Tuple.of(delivery, failure, pauseMillis));
  }

  /// @param failure a code
  void dead(UUID delivery, String failure) {
    change(
        "SET status = 'dead', failure = $2, settled_at = now(), next_attempt_at = NULL"
            + " WHERE delivery = $1 AND status = 'waiting'",
        Tuple.of(delivery, failure));
  }

  /// Has something told again, with as many attempts as the first time.
  ///
  /// @param laboratory whose it has to be; null: anybody's
  /// @throws RefusedAtTheDoor not found, if there is no such delivery
  /// @throws Refusal conflict, if its laboratory is told nothing any more: it would wait for ever
  void redeliver(UUID delivery, @Nullable String laboratory) {
    var which = " WHERE delivery = $1 AND ($2::text IS NULL OR laboratory = $2)";
    var values = Tuple.of(delivery, laboratory);
    int again =
        change(
            "SET status = 'waiting', attempts = 0, next_attempt_at = now(), settled_at = NULL,"
                + " failure = NULL"
                + which
                + " AND EXISTS (SELECT FROM webhook_subscription s"
                + " WHERE s.laboratory = webhook_delivery.laboratory)",
            values);
    if (again > 0) {
      return;
    }
    var known =
        Awaiting.result(
            pool.preparedQuery("SELECT delivery FROM webhook_delivery" + which).execute(values));
    throw known.size() > 0
        ? new Refusal(Category.CONFLICT, "webhook-none", "the laboratory has no webhook now")
        : new RefusedAtTheDoor(
            Category.NOT_FOUND, "delivery-unknown", "you have no such delivery", null);
  }

  /// Deletes what was settled, and happened so many days ago.
  void forget(int days) {
    Awaiting.result(
        pool.preparedQuery(
                "DELETE FROM webhook_delivery WHERE status <> 'waiting'"
                    + " AND occurred_at < now() - $1::int * interval '1 day'")
            .execute(Tuple.of(days)));
  }

  private int change(String change, Tuple values) {
    return Awaiting.result(pool.preparedQuery("UPDATE webhook_delivery " + change).execute(values))
        .rowCount();
  }
}
