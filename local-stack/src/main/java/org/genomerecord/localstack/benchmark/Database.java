package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.Ports;
import org.genomerecord.localstack.server.PostgreSql;
import org.genomerecord.localstack.server.Private;
import org.genomerecord.localstack.server.ServerFiles;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of a benchmark's own, durable (fsync on) and apart from the running stack. It stops
/// with the benchmark, also after a failure or Ctrl-C, and takes its files with it.
final class Database implements AutoCloseable {
  static final String USER = "postgres";

  private static final String TEMPLATE = "log_template";
  private static final String SERVER = "postgresql";
  private static final long READY_SECONDS_MAX = 60;

  /// More memory than a laptop's stack, and no checkpoint in the middle of a short measurement.
  private static final Map<String, String> SETTINGS =
      Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "checkpoint_timeout", "30min");

  private static final List<String> NOTED =
      List.of(
          "fsync",
          "synchronous_commit",
          "wal_sync_method",
          "full_page_writes",
          "data_checksums",
          "shared_buffers",
          "max_wal_size",
          "checkpoint_timeout");

  private final Path folder;
  private final Stack stack;
  private final PostgreSql server;
  private final Thread onExit = new Thread(this::kill, "stop-database");
  private @Nullable Launched process;

  private Database(Path folder, Map<String, String> settings) {
    this.folder = folder;
    int port = Ports.free(Set.of());
    this.stack =
        new Stack(folder, Map.of(SERVER, port), Map.of(), Map.of(SERVER, Private.password()));
    this.server = new PostgreSql(stack, new ServerFiles(LocalStack.checkout()), settings);
  }

  /// Makes and starts an empty server in the folder of the benchmark, and notes its version and
  /// settings.
  static Database start(Workbench bench) {
    return start(bench, Map.of());
  }

  /// @param settings of the server that differ from those of the other benchmarks
  static Database start(Workbench bench, Map<String, String> settings) {
    var all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    LeftOver.stop(bench.folder());
    var database = new Database(bench.emptyFolder(), all);
    Runtime.getRuntime().addShutdownHook(database.onExit);
    try {
      database.server.prepare();
      database.launch();
      database.execute(USER, "CREATE DATABASE " + TEMPLATE);
      Flyway.configure()
          .dataSource(database.jdbcUrl(TEMPLATE), USER, database.password())
          .locations("classpath:db/record")
          .load()
          .migrate();
      database.note(bench);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void note(Workbench bench) {
    bench.note("postgresql", setting("server_version"));
    NOTED.forEach(name -> bench.note(name, setting(name)));
    bench.note("one fdatasync", Disk.syncMicros(folder) + " µs (median of 8 KiB writes)");
  }

  /// What the server says of a setting.
  String setting(String name) {
    try (var connection = connect(USER);
        var rows = connection.createStatement().executeQuery("SHOW " + name)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes an empty log with the schema that the services run.
  void createLog(String name) {
    execute(USER, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
  }

  /// Drops a database and cuts whoever is in it.
  void drop(String name) {
    execute(USER, "DROP DATABASE " + name + " WITH (FORCE)");
  }

  void execute(String name, String sql) {
    try (var connection = connect(name);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(name), USER, password());
  }

  String jdbcUrl(String name) {
    return stack.jdbcUrl(name);
  }

  String password() {
    return stack.secret(SERVER);
  }

  int port() {
    return stack.port(SERVER);
  }

  /// A pool as the services have it: prepared statements are kept. All its connections are open.
  Pool pool(Vertx vertx, String name, int connections) {
    var pool = pool(vertx, port(), name, USER, password(), connections);
    var opened =
        Stream.generate(pool::getConnection).limit(connections).toList().stream()
            .map(EventLog::await)
            .toList();
    opened.forEach(connection -> EventLog.await(connection.close()));
    return pool;
  }

  /// A pool that reaches a database of a benchmark by any port of this machine.
  static Pool pool(Vertx vertx, int port, String name, String password, int connectionsMax) {
    return pool(vertx, port, name, USER, password, connectionsMax);
  }

  /// As above, for a database that belongs to another role.
  static Pool pool(
      Vertx vertx, int port, String name, String user, String password, int connectionsMax) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(connectionsMax).setMaxWaitQueueSize(-1))
        .connectingTo(
            new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(name)
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true))
        .using(vertx)
        .build();
  }

  /// Starts the server, after it was killed too, and waits until it answers.
  void launch() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
    process = server.launch();
    while (!server.isReady()) {
      if (System.nanoTime() > deadline) {
        throw new StackFault(
            "The PostgreSQL of the benchmark does not answer", "See " + stack.log(SERVER));
      }
      if (process.alive().isEmpty()) {
        // The last of those killed still held its shared memory.
        process = server.launch();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /// What the server's own processes have used of the processor so far.
  Duration processorTime() {
    if (process == null) {
      return Duration.ZERO;
    }
    return process
        .alive()
        .map(parent ->
            Stream.concat(Stream.of(parent), parent.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus))
        .orElse(Duration.ZERO);
  }

  /// Kills the server and all its own processes (SIGKILL) and waits until they are gone.
  void kill() {
    if (process != null) {
      process.alive().ifPresent(Database::killTree);
    }
  }

  static void killTree(ProcessHandle parent) {
    var children = parent.descendants().toList();
    parent.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(parent);
    children.forEach(Database::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle handle) {
    try {
      handle.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // Gone or not, there is nothing more to be done about it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop("INT", Duration.ofSeconds(20));
    }
    forget(folder, onExit);
  }

  /// Deletes the files of servers that were stopped, and the hook that would have stopped them.
  static void forget(Path folder, Thread onExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
      ServerFiles.delete(folder);
    } catch (IllegalStateException _) {
      // The JVM is ending and the hook is at work.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
