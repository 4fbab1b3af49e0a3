package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.genomerecord.localstack.benchmark.HotAppend.StatedCondition;

/// The negative control: the condition in the statement that inserts, without a lock, as it is
/// often written. Two that run at once do not see each other.
final class UnlockedCheck {
  private static final String LOG = "unlocked";
  private static final int CALLERS = 64;
  private static final int CONNECTIONS = 16;
  private static final int TAGS = 24;
  private static final String TABLE =
      "CREATE TABLE unlocked (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
          + " tag text NOT NULL, seen bigint NOT NULL)";
  private static final String INDEX = "CREATE INDEX ON unlocked (tag, position)";
  private static final String HEAD = "SELECT coalesce(max(position), -1) FROM unlocked";
  private static final String INSERT =
      "INSERT INTO unlocked (tag, seen) SELECT $1, $2"
          + " WHERE NOT EXISTS (SELECT FROM unlocked WHERE tag = $1 AND position > $2)";

  private UnlockedCheck() {}

  /// What came of it.
  ///
  /// @param accepted rows inserted
  /// @param violations of them whose condition did not hold, found by the same check
  record Outcome(long accepted, long violations) {}

  static Outcome run(Database database, long seed, Duration duration)
      throws ExecutionException, InterruptedException {
    database.createLog(LOG);
    database.execute(LOG, TABLE);
    database.execute(LOG, INDEX);
    var vertx = Vertx.vertx();
    try {
      var pool = database.pool(vertx, LOG, CONNECTIONS);
      Load.run(CALLERS, caller -> racer(pool, new Random(seed + caller)), Duration.ZERO, duration);
      var check = new ConditionCheck();
      var rows =
          EventLog.await(
              pool.query("SELECT position, tag, seen FROM unlocked ORDER BY position").execute());
      for (var row : rows) {
        var tag = row.getString("tag");
        check.next(
            row.getLong("position"),
            Set.of(tag),
            "unlocked",
            new StatedCondition(
                row.getLong("seen"), List.of(new StatedCondition.Item(Set.of(tag), ""))));
      }
      return new Outcome(rows.size(), check.violations());
    } finally {
      EventLog.await(vertx.close());
      database.drop(LOG);
    }
  }

  private static Load.Caller racer(Pool pool, Random random) {
    return () -> {
      long head = EventLog.await(pool.query(HEAD).execute()).iterator().next().getLong(0);
      var tag = "box:" + random.nextInt(TAGS);
      EventLog.await(pool.preparedQuery(INSERT).execute(Tuple.of(tag, head)));
    };
  }
}
