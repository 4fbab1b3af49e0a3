package org.genomerecord.localstack.benchmark;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import org.genomerecord.localstack.benchmark.ReadingEvent.ReadingTaken;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.Recording;

/// What is compared with: each event is one row, inserted and committed by itself through the same
/// driver. No condition, no tag index, no unique id; the position is a sequence's, so readers could
/// miss rows.
final class PlainAppender implements Appender {
  static final String TABLE =
      """
      CREATE TABLE plain_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL, type text NOT NULL, version text NOT NULL,
        recorded_at timestamptz NOT NULL, actor text NOT NULL, role text NOT NULL,
        organisation text, purpose_of_use text, correlation text NOT NULL,
        tags text[] NOT NULL, payload text NOT NULL, leaf_hash bytea NOT NULL)\
      """;
  private static final String INSERT =
      "INSERT INTO plain_event (id, type, version, recorded_at, actor, role, organisation,"
          + " purpose_of_use, correlation, tags, payload, leaf_hash)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
  private static final Buffer HASH = Buffer.buffer(new byte[32]);

  private final Pool pool;
  private final long seed;

  PlainAppender(Pool pool, long seed) {
    this.pool = pool;
    this.seed = seed;
  }

  @Override
  public Load.Caller caller(int number) {
    var specimens = new Specimens(number, seed);
    var attribution = Specimens.ATTRIBUTION;
    return () -> {
      var specimen = specimens.next();
      var event =
          new ReadingTaken(specimen.accession(), specimen.patient(), specimens.note(specimen));
      var row =
          Tuple.tuple()
              .addUUID(Recording.newEventId())
              .addString("benchmark.ReadingTaken")
              .addString("1")
              .addOffsetDateTime(attribution.at().atOffset(ZoneOffset.UTC))
              .addString(attribution.actor().id())
              .addString(attribution.actor().role())
              .addString(attribution.actor().organisation())
              .addString(attribution.purposeOfUse())
              .addString(attribution.correlation())
              .addArrayOfString(
                  new String[] {
                    "accession:" + specimen.accession(), "patient:" + specimen.patient()
                  })
              .addString(EventJson.write(event))
              .addBuffer(HASH);
      pool.preparedQuery(INSERT).execute(row).toCompletionStage().toCompletableFuture().join();
    };
  }

  @Override
  public void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
  }
}
