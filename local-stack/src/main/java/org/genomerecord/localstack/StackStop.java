package org.genomerecord.localstack;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.Server;

/// One stop of the stack: services first, PostgreSQL last; a signal, then, after a bound, a kill.
final class StackStop {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final List<Set<String>> ORDER =
      List.of(
          Set.of("gateway"),
          Set.of("consent-service", "ingestion-service", "interpretation-service"),
          Set.of("keycloak", "kafka", "witness"),
          Set.of("postgresql"));

  private StackStop() {}

  static void run(List<Server> servers, Stack stack, Progress progress) {
    for (Set<String> together : ORDER) {
      servers.parallelStream()
          .filter(server -> together.contains(server.name()))
          .forEach(server -> stop(server, stack, progress));
    }
  }

  private static void stop(Server server, Stack stack, Progress progress) {
    long begun = System.nanoTime();
    Launched process = stack.processes().get(server.name());
    Outcome outcome;
    if (process == null || process.alive().isEmpty()) {
      outcome = Outcome.NOT_RUNNING;
    } else {
      outcome = process.stop(server.stopSignal(), BOUND) ? Outcome.STOPPED : Outcome.KILLED;
    }
    progress.heard(server.name(), outcome, Duration.ofNanos(System.nanoTime() - begun));
  }
}
