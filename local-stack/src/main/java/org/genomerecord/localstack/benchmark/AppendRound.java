package org.genomerecord.localstack.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What one round of one subject gave.
///
/// @param sourcing mean time of a command's sourcing in milliseconds; 0 where nothing is sourced
/// @param appending mean time of a command's append in milliseconds; 0 where it is all there is
/// @param clientMicros processor time of this JVM for each append, in microseconds
/// @param serverMicros processor time of PostgreSQL for each append, in microseconds
record AppendRound(
    Load.Figures figures,
    double sourcing,
    double appending,
    double clientMicros,
    double serverMicros) {

  /// Measures in a database of its own, so that every table is empty at its beginning.
  static AppendRound measure(
      AppendSubject subject,
      int callers,
      Database database,
      Vertx vertx,
      long seed,
      Duration warmUp,
      Duration measured)
      throws Exception {
    var name = "round";
    database.createLog(name);
    try {
      try (var appender = subject.open(database, vertx, name, callers, seed)) {
        long clientBefore = clientNanos();
        var serverBefore = database.processorTime();
        var figures = Load.run(callers, appender::caller, warmUp, measured);
        double calls = figures.allCalls();
        requireStored(appender, figures.allCalls());
        return new AppendRound(
            figures,
            appender.watch().map(TimedEngine::sourcingMillis).orElse(0.0),
            appender.watch().map(TimedEngine::appendingMillis).orElse(0.0),
            (clientNanos() - clientBefore) / 1e3 / calls,
            database.processorTime().minus(serverBefore).toNanos() / 1e3 / calls);
      }
    } finally {
      database.drop(name);
    }
  }

  /// A fast engine that stores nothing would be no news.
  private static void requireStored(Appender appender, long calls) {
    appender
        .stored()
        .filter(stored -> stored != calls)
        .ifPresent(stored -> {
          throw new IllegalStateException(stored + " events stored, " + calls + " acknowledged");
        });
  }

  private static long clientNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  double perSecond() {
    return figures.perSecond();
  }

  double millis(double percent) {
    return figures.latencies().percentileMillis(percent);
  }

  /// Mean time of an append in milliseconds, by Little's law: the callers are a closed loop.
  double meanMillis(int callers) {
    return callers / perSecond() * TimeUnit.SECONDS.toMillis(1);
  }
}
