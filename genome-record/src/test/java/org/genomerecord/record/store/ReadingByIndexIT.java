package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.Entries.tagged;
import static org.genomerecord.record.store.Entries.typed;
import static org.genomerecord.record.store.TestLog.answer;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.genomerecord.record.relay.Awaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What sourcing reads, by what the tables' own counters say that it read: not how a statement
/// would be run, but how it was.
class ReadingByIndexIT {
  private static final int EVENTS = 6_000;
  private static final int RARELY = 300;
  private static final int FOUND = EVENTS / RARELY;
  private static final int PARTITION_POSITIONS = 2_000;
  private static final int REQUEST_EVENTS = 500;

  /// The partition that is made ahead. To read nothing from its beginning to its end costs nothing.
  private static final String EMPTY = "event_from_" + EVENTS;

  private final TestLog log = TestLog.create().partitionedBy(PARTITION_POSITIONS);
  private final SqlConnection session = Awaiting.result(log.pool().getConnection());
  private final LogReader reader = new LogReader(onlyBy(session));

  /// A pool of this one connection.
  private static Pool onlyBy(SqlConnection session) {
    return (Pool)
        Proxy.newProxyInstance(
            Pool.class.getClassLoader(),
            new Class<?>[] {Pool.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("preparedQuery");
              return session.preparedQuery((String) arguments[0]);
            });
  }

  /// What was read from the tables of events and tags, in this session's open transaction.
  private record Reads(long sequentialScans, long indexScans, long rows) {
    Reads since(Reads before) {
      return new Reads(
          sequentialScans - before.sequentialScans,
          indexScans - before.indexScans,
          rows - before.rows);
    }
  }

  private Reads reads() {
    var row =
        Awaiting.result(
                session
                    .query(
                        "SELECT sum(seq_scan)::bigint, sum(coalesce(idx_scan, 0))::bigint,"
                            + " sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint"
                            + " FROM pg_stat_xact_user_tables"
                            + " WHERE relname LIKE 'event%' AND relname <> '"
                            + EMPTY
                            + "'")
                    .execute())
            .iterator()
            .next();
    return new Reads(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  private Reads readsOf(Runnable question) {
    var before = reads();
    question.run();
    return reads().since(before);
  }

  private Reads readsOf(Criterion... criteria) {
    return readsOf(() -> {
      var found = Awaiting.result(reader.matching(List.of(criteria), 0));
      assertThat(found.events()).hasSize(FOUND);
    });
  }

  private static Envelope nth(int i) {
    return i % RARELY == 7
        ? event("test.Rare", "patient:p", "consent:" + i)
        : event("test.A", "patient:" + i % 500, "consent:" + i);
  }

  @BeforeEach
  void given() {
    var sequencer = log.sequencer();
    // No request may be longer than what partitions are made ahead.
    for (int i = 0; i < EVENTS; i += REQUEST_EVENTS) {
      answer(
          sequencer.append(
              append(
                  IntStream.range(i, i + REQUEST_EVENTS)
                      .mapToObj(ReadingByIndexIT::nth)
                      .toArray(Envelope[]::new))));
    }
    log.rows("ANALYZE");
    Awaiting.result(session.begin());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static void assertByIndex(Reads reads) {
    assertThat(reads.sequentialScans()).isZero();
    assertThat(reads.indexScans()).isPositive();
    assertThat(reads.rows())
        .as("rows read, of %d events in the log", EVENTS)
        .isBetween((long) FOUND, 3L * FOUND);
  }

  @Test
  void theLogIsInSeveralPartitions() {
    assertThat(log.rows("SELECT DISTINCT tableoid FROM event")).hasSize(3);
    assertThat(log.rows("SELECT 1 FROM " + EMPTY)).isEmpty();
  }

  @Test
  void aTagIsFoundByIndex() {
    assertByIndex(readsOf(tagged("patient:p")));
  }

  @Test
  void aTagAndATypeAreFoundByIndex() {
    assertByIndex(readsOf(new Criterion(Set.of("patient:p"), Set.of("test.Rare"))));
  }

  @Test
  void aTypeAloneIsFoundByIndex() {
    assertByIndex(readsOf(typed("test.Rare")));
  }

  @Test
  void aTagOrATypeAreFoundByIndex() {
    var reads = readsOf(tagged("patient:p"), typed("test.Rare"));

    assertThat(reads.sequentialScans()).isZero();
    assertThat(reads.rows()).isLessThanOrEqualTo(5L * FOUND);
  }

  /// A control: the counters see what no index answers.
  @Test
  void whatNoIndexAnswersIsFoundBySequentialScans() {
    var reads =
        readsOf(() ->
            Awaiting.result(
                session.query("SELECT count(*) FROM event WHERE actor = 'nobody'").execute()));

    assertThat(reads.sequentialScans()).isEqualTo(3);
    assertThat(reads.rows()).isEqualTo(EVENTS);
  }
}
