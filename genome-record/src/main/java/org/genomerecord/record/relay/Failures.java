package org.genomerecord.record.relay;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// Tells a failure that time heals from one that repeats.
public final class Failures {
  /// Classes of SQLSTATE that say something about the statement or its values (PostgreSQL, appendix
  /// A): cardinality, data, integrity, syntax and access rule, check option.
  private static final List<String> REPEATING = List.of("21", "22", "23", "42", "44");

  /// Classes of SQLSTATE that say that the server cannot serve now: connection, rollback of what
  /// collided, resources, operator.
  private static final List<String> PASSING = List.of("08", "40", "53", "57");

  /// What Vert.x's pool and connections say where no class does: nothing came free in time, or the
  /// connection died between being handed out and being used.
  private static final List<String> OF_THE_POOL =
      List.of("Timeout", "Connection is not active now", "Pending requests failed to be sent");

  /// What the system says of a peer that is gone when something is written to it (EPIPE,
  /// ECONNRESET).
  private static final List<String> OF_THE_SOCKET =
      List.of("Broken pipe", "Connection reset by peer");

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
        case IOException _ -> {
          return true;
        }
        default -> {
          if (isOfTheConnection(cause)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether a request fails because what it needs does not answer now. Narrower than [#isAway]:
  /// what may pass and may repeat is a fault to who asks, or nobody would look for it. So is
  /// unreadable JSON, which is an [IOException] too.
  public static boolean isUnanswered(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg) {
        return PASSING.stream().anyMatch(pg.getSqlState()::startsWith);
      }
      if (isOfTheConnection(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheConnection(Throwable cause) {
    return switch (cause) {
      case SocketException _,
          ClosedChannelException _,
          TimeoutException _,
          ClosedConnectionException _,
          VertxException _,
          RetriableException _ ->
          true;
      case NoStackTraceThrowable said -> saysAnyOf(said, OF_THE_POOL);
      // Of this class itself: those below it are unreadable JSON and files of our own, too.
      case IOException said when said.getClass() == IOException.class ->
          saysAnyOf(said, OF_THE_SOCKET);
      default -> false;
    };
  }

  private static boolean saysAnyOf(Throwable failure, List<String> beginnings) {
    var said = failure.getMessage();
    return said != null && beginnings.stream().anyMatch(said::startsWith);
  }

  /// What may be said of a failure: a code, never its message.
  public static String code(Throwable failure) {
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
