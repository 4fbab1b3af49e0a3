package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A rebuild whose last step was interrupted: what serves is never written to but by the swap.
class RebuildingThroughFaultsIT {
  private static final long GOAL = 5;

  private final TestLog log = TestLog.create();
  private final AtomicInteger replaced = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger settled = new AtomicInteger();
  private Runnable interruption = () -> {};

  @BeforeEach
  void whatServes() {
    log.rows("CREATE TABLE number (value bigint PRIMARY KEY)");
    log.rows("INSERT INTO number VALUES (99)");
  }

  @AfterEach
  void close() {
    log.close();
  }

  /// Numbers from 0, into the shadow, one in a page.
  private final class Numbers implements RebuildSource {
    private long next;

    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public List<String> tables() {
      return List.of("number");
    }

    @Override
    public void begin(SqlConnection transaction) {
      next = 0;
    }

    @Override
    public void aim(SqlConnection transaction) {
      // It is always the same.
    }

    @Override
    public boolean advance() {
      if (next == GOAL) {
        return false;
      }
      Transaction.of(
          log.pool(),
          transaction -> {
            Shadow.use(transaction);
            return Awaiting.result(
                transaction
                    .preparedQuery("INSERT INTO number VALUES ($1) ON CONFLICT DO NOTHING")
                    .execute(Tuple.of(next)));
          });
      written.incrementAndGet();
      next++;
      return true;
    }

    @Override
    public void hold(SqlConnection transaction) {
      // Nobody writes.
    }

    @Override
    public void settle(SqlConnection transaction) {
      if (settled.incrementAndGet() == 1) {
        interruption.run();
      }
    }

    @Override
    public long done() {
      return next;
    }

    @Override
    public long total() {
      return GOAL;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private void rebuild() {
    var rebuilds = new Rebuilds(log.pool(), replaced::incrementAndGet);
    rebuilds.add("numbers", Numbers::new);
    rebuilds.begin("numbers");
    new Signal().awaitUntil(() -> replaced.get() == 1, 20, 30_000);
    assertThat(rebuilds.all())
        .allSatisfy(model -> {
          assertThat(model.failure()).isNull();
          assertThat(model.finishedAt()).isNotNull();
        });
  }

  private List<Long> serving() {
    return log.rows("SELECT value FROM number ORDER BY value").stream()
        .map(row -> row.getLong("value"))
        .toList();
  }

  @Test
  void undisturbedItTakesThePlaceOfWhatServed() {
    rebuild();

    assertThat(serving()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(written).hasValue(5);
  }

  @Test
  void whoseShadowIsGoneIsBegunAnew() {
    interruption =
        () -> {
          log.rows("DROP SCHEMA rebuild CASCADE");
          assertThat(serving()).containsExactly(99L);
          throw new VertxException("the connection is lost", true);
        };

    rebuild();

    assertThat(serving()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(written).hasValue(10);
  }

  @Test
  void whoseSwapWasNotAnsweredWritesNothingMore() {
    interruption =
        () -> {
          log.rows("SELECT finish_rebuild(ARRAY['number'])");
          log.rows("UPDATE rebuild SET finished_at = now()");
          throw new VertxException("the connection is lost", true);
        };

    rebuild();

    assertThat(serving()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(written).hasValue(5);
    assertThat(settled).hasValue(1);
  }

  @Test
  void whatOneThatWasGivenUpLeftIsNotGoneOnWith() {
    log.rows("CREATE SCHEMA rebuild");
    log.rows("CREATE TABLE rebuild.number (LIKE number)");
    log.rows("INSERT INTO rebuild.number VALUES (77)");
    log.rows("INSERT INTO rebuild (read_model, begun_at, failure) VALUES ('numbers', now(), 'x')");

    rebuild();

    assertThat(serving()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }
}
