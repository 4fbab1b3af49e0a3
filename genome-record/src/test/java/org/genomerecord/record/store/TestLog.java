package org.genomerecord.record.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.genomerecord.record.relay.Awaiting;

/// An empty event log for one test: a database of its own on the one PostgreSQL of this JVM.
public final class TestLog implements AutoCloseable {
  private static final String TEMPLATE = "record_template";
  private static final String OWN = "record_own";
  private static final String USER = "postgres";
  private static final int CONNECTIONS_MAX = 12;
  private static final Duration STARTUP_MAX = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Vertx VERTX = Vertx.vertx();
  private static final Vertx APART = Vertx.vertx();
  private static final String ASKING = "spec";
  private static final EmbeddedPostgres SERVER = startServer();

  private final EmbeddedPostgres server;
  private final String database;
  private final Pool pool;

  /// What a spec looks at the log with. It is never cut: a pool hands out a cut connection until it
  /// has noticed.
  private final Pool asking;

  private TestLog(EmbeddedPostgres server, String database) {
    this.server = server;
    this.database = database;
    this.pool = poolAt(server.getPort());
    this.asking = poolAt(server.getPort(), VERTX, ASKING);
  }

  /// The log on a server of the test's own, made if it is not there.
  static TestLog on(EmbeddedPostgres server) {
    if (!isThere(server, OWN)) {
      execute(server, USER, "CREATE DATABASE " + OWN);
      migrate(server, OWN);
    }
    return new TestLog(server, OWN);
  }

  private static boolean isThere(EmbeddedPostgres server, String database) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void migrate(EmbeddedPostgres server, String database) {
    Flyway.configure()
        .dataSource(server.getDatabase(USER, database))
        .locations("classpath:db/record")
        .load()
        .migrate();
  }

  /// A pool that reaches this log by another port.
  Pool poolAt(int port) {
    return poolAt(port, VERTX);
  }

  private Pool poolAt(int port, Vertx vertx) {
    return poolAt(port, vertx, "record");
  }

  private Pool poolAt(int port, Vertx vertx, String application) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(CONNECTIONS_MAX))
        .connectingTo(
            new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(database)
                .setUser(USER)
                .setPassword(USER)
                .addProperty("application_name", application)
                .setCachePreparedStatements(true))
        .using(vertx)
        .build();
  }

  static Vertx vertx() {
    return VERTX;
  }

  static int serverPort() {
    return SERVER.getPort();
  }

  /// A log with the schema that the services run.
  public static TestLog create() {
    var database = "log_" + NUMBER.incrementAndGet();
    execute(USER, "CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
    return new TestLog(SERVER, database);
  }

  /// Makes partitions of so many positions, from the first on. Only while the log is empty.
  TestLog partitionedBy(int positions) {
    rows("DROP TABLE event_from_0");
    rows("DELETE FROM log_partition");
    rows("UPDATE log_head SET partition_positions = " + positions);
    return this;
  }

  private static EmbeddedPostgres startServer() {
    try {
      var server = EmbeddedPostgres.builder().setPGStartupWait(STARTUP_MAX).start();
      execute(server, USER, "CREATE DATABASE " + TEMPLATE);
      migrate(server, TEMPLATE);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(String database, String sql) {
    execute(SERVER, database, sql);
  }

  private static void execute(EmbeddedPostgres server, String database, String sql) {
    try (var connection = server.getDatabase(USER, database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Pool pool() {
    return pool;
  }

  public LogReader reader() {
    return new LogReader(pool);
  }

  /// A reader whose answers arrive on threads of its own, so that whoever gets one may wait for the
  /// others.
  public LogReader readerApart() {
    return new LogReader(poolAt(server.getPort(), APART));
  }

  /// A sequencer that has taken over the log.
  public AppendSequencer sequencer() {
    return sequencer(256, 10_000);
  }

  AppendSequencer sequencer(int batchRequestsMax, int queueRequestsMax) {
    return started(new AppendSequencer(pool, batchRequestsMax, queueRequestsMax));
  }

  /// A sequencer that keeps only so many tags of recent events in memory and asks the log for the
  /// rest.
  AppendSequencer sequencerThatRemembers(int recentTagsMax) {
    return started(new AppendSequencer(pool, 256, 10_000, recentTagsMax));
  }

  private static AppendSequencer started(AppendSequencer sequencer) {
    Awaiting.result(sequencer.start());
    return sequencer;
  }

  /// Every event of the log, in order.
  public List<StoredEvent> events() {
    return Awaiting.result(new LogReader(asking).after(-1, Integer.MAX_VALUE));
  }

  public List<Row> rows(String sql) {
    return StreamSupport.stream(Awaiting.result(asking.query(sql).execute()).spliterator(), false)
        .toList();
  }

  /// Ends every connection to this log but those of the spec itself, as a failing network or server
  /// would.
  public void cutConnections() {
    execute(
        USER,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + database
            + "' AND application_name <> '"
            + ASKING
            + "'");
  }

  /// Holds the lock of the head row: appends wait, and those that come meanwhile gather in one
  /// batch.
  public HeldHead holdHead() {
    var connection = Awaiting.result(pool.getConnection());
    var transaction = Awaiting.result(connection.begin());
    Awaiting.result(connection.query("SELECT * FROM log_head FOR UPDATE").execute());
    return () -> {
      Awaiting.result(transaction.commit());
      Awaiting.result(connection.close());
    };
  }

  /// Ends the hold on close.
  public interface HeldHead extends AutoCloseable {
    @Override
    void close();
  }

  /// The answer to an append, or its failure thrown in a `CompletionException`.
  public static <T> T answer(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    Awaiting.result(pool.close());
    Awaiting.result(asking.close());
    if (!server.equals(SERVER)) {
      return; // it goes with its server
    }
    execute(USER, "DROP DATABASE " + database + " WITH (FORCE)");
  }
}
