package org.genomerecord.ingestion.callset;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.jspecify.annotations.Nullable;

/// The keys by which laboratories say that a request is a repetition (the draft `Idempotency-Key`
/// of the IETF's httpapi group). Blocks.
///
/// A repetition needs no key: the same content under the same accession is the same submission. A
/// key catches what that cannot: one that stands for one accession and comes with another is a
/// mistake of the sender's.
@ApplicationScoped
class IdempotencyKeys {
  private static final Duration KEPT = Duration.ofDays(1);

  /// A string of RFC 9651 without escapes; as many leave them out, also without its quotes.
  private static final Pattern FORM =
      Pattern.compile("\"([ !#-\\[\\]-~]{1,128})\"|([!#-\\[\\]-~]{1,128})");

  /// Takes the key, finds out whose it is, and forgets some that are too old and that nobody else
  /// has in hand: two requests never wait for each other's.
  private static final String TAKE =
      "WITH old AS (DELETE FROM idempotency_key WHERE (lab, key) IN (SELECT lab, key"
          + " FROM idempotency_key WHERE used_at < $5 AND (lab, key) <> ($1, $2)"
          + " LIMIT 10 FOR UPDATE SKIP LOCKED))"
          + " INSERT INTO idempotency_key AS known (lab, key, accession, used_at)"
          + " VALUES ($1, $2, $3, $4) ON CONFLICT (lab, key) DO UPDATE SET"
          + " accession = CASE WHEN known.used_at < $5 THEN EXCLUDED.accession"
          + " ELSE known.accession END,"
          + " used_at = CASE WHEN known.used_at < $5 THEN EXCLUDED.used_at ELSE known.used_at END"
          + " RETURNING accession";

  private final Pool pool;

  IdempotencyKeys(Pool pool) {
    this.pool = pool;
  }

  /// @param header as it came; null: none
  /// @throws Refusal incorrect, if it is no key; unsupported, if it stands for another accession
  ///   since less than a day
  void take(@Nullable String header, String lab, AccessionId accession, Instant now) {
    if (header == null) {
      return;
    }
    var form = FORM.matcher(header);
    if (!form.matches()) {
      throw new Refusal(
          Category.INCORRECT,
          "header",
          "the header Idempotency-Key holds 1 to 128 printable characters in quotes");
    }
    var key = form.group(1) == null ? form.group(2) : form.group(1);
    var known =
        Awaiting.result(
                pool.preparedQuery(TAKE)
                    .execute(
                        Tuple.of(lab, key, accession.value())
                            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                            .addOffsetDateTime(now.minus(KEPT).atOffset(ZoneOffset.UTC))))
            .iterator()
            .next()
            .getString("accession");
    if (!accession.value().equals(known)) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "idempotency-key-reused",
          "this Idempotency-Key stands for a submission under another accession number");
    }
  }
}
