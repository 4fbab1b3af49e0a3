package org.genomerecord.consent.audit;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.genomerecord.consent.audit.TrailStatements.Condition;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.record.relay.Awaiting;

/// Reads the audit trail. Blocks.
@ApplicationScoped
class TrailReader {
  private final Pool pool;

  TrailReader(Pool pool) {
    this.pool = pool;
  }

  List<AuditEntry> page(Wanted wanted, int limit) {
    return page(wanted, Condition.NONE, limit);
  }

  List<AuditEntry> page(Wanted wanted, Condition further, int limit) {
    return read(TrailStatements.page(wanted, further, limit), AuditEntry::of);
  }

  /// How many entries there are; the bound stands for as many or more.
  long count(Wanted wanted, int bound) {
    return read(TrailStatements.count(wanted, bound), row -> row.getLong("count")).getFirst();
  }

  <T> List<T> read(Statement statement, Function<Row, T> reading) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(statement.sql()).execute(Tuple.from(statement.arguments())));
    return StreamSupport.stream(rows.spliterator(), false).map(reading).toList();
  }
}
