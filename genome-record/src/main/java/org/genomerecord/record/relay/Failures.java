package org.genomerecord.record.relay;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// Tells a failure that time heals from one that repeats.
final class Failures {
  /// Classes of SQLSTATE that say something about the statement or its values (PostgreSQL, appendix
  /// A): cardinality, data, integrity, syntax and access rule, check option.
  private static final List<String> REPEATING = List.of("21", "22", "23", "42", "44");

  private Failures() {}

  /// Whether what was asked is away or overloaded, so that the same request may succeed later.
  static boolean isAway(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Refusal refusal -> {
          return refusal.category() == Category.UNAVAILABLE || refusal.category() == Category.BUSY;
        }
        case PgException pg -> {
          return REPEATING.stream().noneMatch(pg.getSqlState()::startsWith);
        }
        case IOException _,
            TimeoutException _,
            ClosedConnectionException _,
            VertxException _,
            RetriableException _ -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /// What may be said of a failure: a code, never its message.
  static String code(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg) {
        return "sqlstate " + pg.getSqlState();
      }
      if (cause instanceof Refusal refusal) {
        return refusal.code();
      }
    }
    return failure.getClass().getSimpleName();
  }
}
