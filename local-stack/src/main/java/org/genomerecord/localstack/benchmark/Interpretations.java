package org.genomerecord.localstack.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;

/// When accessions were interpreted, as it is on record.
final class Interpretations {
  private static final Duration WAIT_MAX = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Interpretations() {}

  /// Waits until an interpretation of each is issued.
  ///
  /// @param begun when each accession was sent
  /// @return how long each took from there
  /// @throws StackFault if one is not, within ten minutes
  static Latencies await(Stack stack, Map<String, Instant> begun) throws SQLException {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (true) {
      var latencies = issued(stack, begun);
      if (latencies.count() >= begun.size()) {
        return latencies;
      }
      if (System.nanoTime() > deadline) {
        throw new StackFault(
            begun.size() - latencies.count() + " accessions are not interpreted",
            "See the logs of the services");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// The event of an accession's acceptance, as JSON.
  static String accepted(Stack stack, String accession) throws SQLException {
    try (var connection = connect(stack);
        var statement =
            connection.prepareStatement(
                "SELECT accepted FROM call_set WHERE accepted::jsonb ->> 'accession' = ?")) {
      statement.setString(1, accession);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static Connection connect(Stack stack) throws SQLException {
    return DriverManager.getConnection(
        stack.jdbcUrl("interpretation"), "postgres", stack.secret("postgresql"));
  }

  private static Latencies issued(Stack stack, Map<String, Instant> begun) throws SQLException {
    var latencies = new Latencies();
    try (var connection = connect(stack);
        var statement =
            connection.prepareStatement(
                "SELECT accession, issued_at FROM report"
                    + " WHERE interpretation IS NOT NULL AND accession = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("text", begun.keySet().toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var from = begun.get(rows.getString(1));
          latencies.add(Duration.between(from, rows.getTimestamp(2).toInstant()).toNanos());
        }
      }
    }
    return latencies;
  }
}
