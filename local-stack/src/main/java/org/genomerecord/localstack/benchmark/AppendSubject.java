package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/// What appends: ours in two ways, and what it is compared with.
enum AppendSubject {
  /// Plain single-row inserts.
  PLAIN,
  /// Axon's own aggregate-based engine on JPA.
  JPA,
  /// Our engine alone.
  ENGINE,
  /// Axon's command path on our engine.
  COMMAND;

  /// More connections make inserts slower again on few cores.
  private static final int CONNECTIONS_MAX = 64;

  /// As in the names of figures.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param name of an empty log
  Appender open(Database database, Vertx vertx, String name, int callers, long seed)
      throws SQLException {
    int connections = Math.min(callers, CONNECTIONS_MAX);
    return switch (this) {
      case PLAIN -> {
        database.execute(name, PlainAppender.TABLE);
        yield new PlainAppender(database.pool(vertx, name, connections), seed);
      }
      case JPA -> {
        var jpa = new JpaEngine(database, name, connections);
        yield new EngineAppender(jpa.engine(), Set.of("accession"), seed, jpa::close);
      }
      case ENGINE -> {
        var log = EventLog.open(database, vertx, name);
        yield new EngineAppender(log, Set.of("accession", "patient"), seed);
      }
      case COMMAND -> new CommandAppender(EventLog.open(database, vertx, name), seed);
    };
  }
}
