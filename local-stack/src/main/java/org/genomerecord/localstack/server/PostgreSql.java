package org.genomerecord.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;

/// PostgreSQL 18 with one role and one database per user of it; durable as in production (fsync
/// stays on).
public final class PostgreSql implements Server {
  /// The roles, and the databases of the same names.
  public static final List<String> DATABASES =
      List.of("consent", "ingestion", "interpretation", "keycloak");

  private final Stack stack;
  private final ServerFiles files;
  private final Map<String, String> settings;

  public PostgreSql(Stack stack, ServerFiles files) {
    this(stack, files, Map.of());
  }

  /// @param settings of the server that differ from those of a stack
  public PostgreSql(Stack stack, ServerFiles files, Map<String, String> settings) {
    this.stack = stack;
    this.files = files;
    this.settings = Map.copyOf(settings);
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public URI url() {
    return URI.create("postgresql://127.0.0.1:" + stack.port(name()));
  }

  @Override
  public List<Integer> ports() {
    return List.of(stack.port(name()));
  }

  private Path cluster() {
    return stack.databaseFolder().resolve("cluster");
  }

  @Override
  public void prepare() {
    Path programs = files.postgreSql();
    if (Files.exists(cluster())) {
      return;
    }
    Path partial = stack.databaseFolder().resolve("cluster.partial");
    Path password = stack.folder().resolve("initdb-password");
    try {
      Private.folder(stack.databaseFolder());
      ServerFiles.delete(partial);
      Private.write(password, stack.secret(name()));
      var command = new ArrayList<>(Launch.notAsRoot());
      command.addAll(
          List.of(
              programs.resolve("bin/initdb").toString(),
              "--pgdata=" + partial,
              "--username=postgres",
              "--auth=scram-sha-256",
              "--pwfile=" + password,
              "--encoding=UTF8",
              "--no-locale"));
      if (Launch.toEnd(command, Map.of(), stack.folder(), stack.log(name())) != 0) {
        throw new StackFault(
            "PostgreSQL could not make its files in " + partial,
            Launch.notAsRoot().isEmpty()
                ? "See " + stack.log(name())
                : "See "
                    + stack.log(name())
                    + "\nIf user namespaces are off on this machine, or this folder belongs to somebody else, run ./genome as an ordinary user.");
      }
      Files.move(partial, cluster());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      password.toFile().delete();
    }
  }

  @Override
  public Launched launch() {
    forgetForeignLock();
    var command = new ArrayList<>(Launch.notAsRoot());
    command.addAll(
        List.of(files.postgreSql().resolve("bin/postgres").toString(), "-D", cluster().toString()));
    var told =
        new LinkedHashMap<>(
            Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(stack.port(name())),
                "unix_socket_directories", "",
                "max_connections", "200",
                "shared_buffers", "64MB"));
    told.putAll(settings);
    told.forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
    return Launch.inBackground(command, Map.of(), stack.folder(), stack.log(name()));
  }

  // After a kill -9 and a reboot the id in the lock file may belong to any other program, and
  // PostgreSQL would refuse to start.
  private void forgetForeignLock() {
    Path lock = cluster().resolve("postmaster.pid");
    try {
      if (Files.exists(lock)) {
        long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
        boolean isPostgres =
            ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(program -> program.endsWith("postgres"))
                .orElse(false);
        if (!isPostgres) {
          Files.delete(lock);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isReady() {
    try (var _ = connect()) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void settle() {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      for (String database : DATABASES) {
        // Passwords are letters, digits, - and _ (Private.password): nothing to quote.
        if (isAbsent(sql, "SELECT FROM pg_roles WHERE rolname = '" + database + "'")) {
          sql.execute(
              "CREATE ROLE " + database + " LOGIN PASSWORD '" + stack.secret(database) + "'");
        }
        if (isAbsent(sql, "SELECT FROM pg_database WHERE datname = '" + database + "'")) {
          sql.execute("CREATE DATABASE " + database + " OWNER " + database);
          sql.execute("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
        }
      }
    } catch (SQLException e) {
      throw new StackFault(
          "PostgreSQL refused to make roles and databases", "See " + stack.log(name()), e);
    }
  }

  private static boolean isAbsent(Statement sql, String query) throws SQLException {
    try (var rows = sql.executeQuery(query)) {
      return !rows.next();
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", stack.secret(name()));
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(stack.jdbcUrl("postgres"), properties);
  }

  // TERM would wait for every client to leave.
  @Override
  public String stopSignal() {
    return "INT";
  }
}
