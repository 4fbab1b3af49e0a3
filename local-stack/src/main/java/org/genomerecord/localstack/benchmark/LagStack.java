package org.genomerecord.localstack.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.server.Kafka;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.Ports;
import org.genomerecord.localstack.server.PostgreSql;
import org.genomerecord.localstack.server.Private;
import org.genomerecord.localstack.server.Server;
import org.genomerecord.localstack.server.ServerFiles;
import org.genomerecord.localstack.server.Service;

/// PostgreSQL, Kafka and consent-service, apart from the running stack: what an event passes from
/// the log of ingestion-service, whose part the benchmark plays, to the audit trail.
///
/// In Keycloak's place stands an [Issuer] of the benchmark's own. Everything stops with the
/// benchmark, also after a failure or Ctrl-C.
final class LagStack implements AutoCloseable {
  private static final long READY_SECONDS_MAX = 90;
  private static final String CONSENT = "consent-service";

  /// Rows tell when they were committed, so nobody has to look for them while it is measured.
  private static final Map<String, String> SETTINGS = Map.of("track_commit_timestamp", "on");

  private final Path folder;
  private final Path home = LocalStack.checkout();
  private final Stack stack;
  private final Deque<Launched> launched = new ArrayDeque<>();
  private final Issuer issuer;
  private final Thread onExit = new Thread(this::kill, "stop-lag-stack");

  private LagStack(Path folder) {
    this.folder = folder;
    var ports = new HashMap<String, Integer>();
    for (var name :
        List.of(
            "postgresql",
            "kafka",
            "kafka/controller",
            "keycloak",
            "witness",
            CONSENT,
            CONSENT + "/management")) {
      ports.put(name, Ports.free(new HashSet<>(ports.values())));
    }
    var secrets = new HashMap<String, String>();
    secrets.put("postgresql", Private.password());
    PostgreSql.DATABASES.forEach(name -> secrets.put(name, Private.password()));
    this.stack = new Stack(folder, ports, Map.of(), secrets);
    this.issuer = new Issuer(stack.realm(), stack.port("keycloak"));
  }

  /// Starts everything but consent-service, with an empty log of ingestion-service.
  static LagStack start(Workbench bench) {
    return start(bench, Map.of());
  }

  /// @param settings of the database that differ from those of a stack
  static LagStack start(Workbench bench, Map<String, String> settings) {
    LeftOver.stop(bench.folder());
    var all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    var lag = new LagStack(bench.emptyFolder());
    Runtime.getRuntime().addShutdownHook(lag.onExit);
    try {
      var files = new ServerFiles(lag.home);
      lag.start(new PostgreSql(lag.stack, files, all));
      lag.start(new Kafka(lag.stack, files));
      Flyway.configure()
          .dataSource(lag.stack.jdbcUrl("ingestion"), "ingestion", lag.stack.secret("ingestion"))
          .locations("classpath:db/record")
          .load()
          .migrate();
      return lag;
    } catch (RuntimeException e) {
      lag.close();
      throw e;
    }
  }

  /// Starts consent-service, the real one, with all of the compiler that it has in production.
  void startConsentService() {
    // No witness runs here: it is no part of what is measured.
    var settings = Map.of("GENOME_LEDGER_WITNESSES", "");
    start(new Service(CONSENT, stack, home, Optional.empty(), List.of(), settings));
  }

  private void start(Server server) {
    server.prepare();
    launched.push(server.launch());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
    while (!server.isReady()) {
      if (System.nanoTime() > deadline) {
        throw new StackFault(
            server.name() + " of the benchmark does not answer", "See " + stack.log(server.name()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    server.settle();
  }

  /// A token of somebody in this role.
  String token(String name, String role) {
    return issuer.token(name, role);
  }

  /// The process that was started last.
  ProcessHandle latest() {
    return launched.getFirst().alive().orElseThrow();
  }

  Stack stack() {
    return stack;
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl(database), database, stack.secret(database));
  }

  private void kill() {
    launched.forEach(process -> process.alive().ifPresent(Database::killTree));
  }

  @Override
  public void close() {
    issuer.close();
    while (!launched.isEmpty()) {
      // PostgreSQL, started first and stopped last, leaves at once on this signal only.
      launched.pop().stop(launched.isEmpty() ? "INT" : "TERM", Duration.ofSeconds(20));
    }
    Database.forget(folder, onExit);
  }
}
