package org.genomerecord.ingestion.accession;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.relay.Awaiting;

/// Of which accessions interpretation-service has an interpretation in force. What it says, and why
/// there is none, is not known here: a laboratory is not told what a patient refuses. Blocks.
@ApplicationScoped
public class InterpretedAccessions {
  private final Pool pool;

  InterpretedAccessions(Pool pool) {
    this.pool = pool;
  }

  /// When the file that is in force was interpreted first; empty if it was not, or not yet.
  Optional<Instant> at(AccessionId accession) {
    return at(pool, accession);
  }

  /// As above, within a transaction.
  public static Optional<Instant> at(SqlClient within, AccessionId accession) {
    return StreamSupport.stream(
            Awaiting.result(
                    within
                        .preparedQuery(
                            "SELECT interpreted_at FROM interpreted WHERE accession = $1")
                        .execute(Tuple.of(accession.value())))
                .spliterator(),
            false)
        .map(row -> row.get(OffsetDateTime.class, "interpreted_at").toInstant())
        .findFirst();
  }

  /// Notes it within a transaction. Again, it changes nothing.
  public static void note(SqlConnection within, AccessionId accession, Instant at) {
    Awaiting.result(
        within
            .preparedQuery(
                "INSERT INTO interpreted (accession, interpreted_at) VALUES ($1, $2)"
                    + " ON CONFLICT (accession) DO UPDATE SET interpreted_at = $2")
            .execute(Tuple.of(accession.value(), at.atOffset(ZoneOffset.UTC))));
  }

  /// Nothing is in force of it any more.
  public static void forget(SqlConnection within, AccessionId accession) {
    Awaiting.result(
        within
            .preparedQuery("DELETE FROM interpreted WHERE accession = $1")
            .execute(Tuple.of(accession.value())));
  }
}
