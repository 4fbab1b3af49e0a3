package org.genomerecord.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.Ports;
import org.genomerecord.localstack.server.Server;
import org.jspecify.annotations.Nullable;

/// One start of the stack: each component as soon as what it needs is there.
final class StackStart {
  private static final long START_SECONDS_MAX = 180;
  private static final long LOOK_AGAIN_MILLIS = 100;
  // The backends of a killed PostgreSQL need a moment to notice, and longer while one waits for the
  // disk; until then a new one refuses to start.
  private static final Duration ATTEMPTS_MAX = Duration.ofSeconds(60);

  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "postgresql", List.of(),
          "kafka", List.of(),
          "witness", List.of(),
          "keycloak", List.of("postgresql"),
          "consent-service", List.of("postgresql", "kafka", "keycloak", "witness"),
          "ingestion-service", List.of("postgresql", "kafka", "keycloak", "witness"),
          "interpretation-service", List.of("postgresql", "kafka", "keycloak", "witness"),
          "gateway", List.of("keycloak"));

  private final StackFile file;
  private final Progress progress;
  private final Duration bound =
      Duration.ofSeconds(Limits.of("GENOME_START_SECONDS_MAX", START_SECONDS_MAX));
  private Stack stack;

  StackStart(Stack stack, StackFile file, Progress progress) {
    this.stack = stack;
    this.file = file;
    this.progress = progress;
  }

  synchronized Stack stack() {
    return stack;
  }

  private synchronized void remember(String component, Launched process) {
    stack = stack.with(component, process);
    file.write(stack);
  }

  /// Throws the first fault, once nothing is being started any more.
  void run(List<Server> servers) {
    Map<String, CompletableFuture<Void>> up = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Server server : servers) {
        var needed =
            NEEDS.getOrDefault(server.name(), List.of()).stream()
                .map(up::get)
                .toArray(CompletableFuture<?>[]::new);
        up.put(
            server.name(),
            CompletableFuture.allOf(needed).thenRunAsync(() -> raise(server), threads));
      }
      CompletableFuture.allOf(up.values().toArray(CompletableFuture<?>[]::new))
          .exceptionally(_ -> null)
          .join();
    }
    StackFault first = null;
    for (CompletableFuture<Void> start : up.values()) {
      try {
        start.join();
      } catch (CompletionException e) {
        StackFault fault = asFault(e.getCause());
        if (first == null) {
          first = fault;
        } else if (first != fault) {
          first.addSuppressed(fault);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static StackFault asFault(@Nullable Throwable cause) {
    return cause instanceof StackFault fault
        ? fault
        : new StackFault(
            "A component could not be started: " + cause,
            "See the logs.",
            new IllegalStateException(cause));
  }

  private void raise(Server server) {
    long begun = System.nanoTime();
    try {
      Outcome outcome = raised(server);
      progress.heard(server.name(), outcome, since(begun));
    } catch (RuntimeException e) {
      progress.heard(server.name(), Outcome.FAILED, since(begun));
      throw e;
    }
  }

  private Outcome raised(Server server) {
    Optional<Launched> former = Optional.ofNullable(stack().processes().get(server.name()));
    if (former.isPresent() && runs(server, former.get())) {
      server.settle();
      return Outcome.ALREADY_RUNNING;
    }
    server.prepare();
    launch(server);
    server.settle();
    return former.isPresent() ? Outcome.RESTARTED : Outcome.STARTED;
  }

  // False when it has ended, before or while it was looked at.
  private boolean runs(Server server, Launched process) {
    if (becomesReady(server, process)) {
      return true;
    }
    if (process.alive().isEmpty()) {
      return false;
    }
    throw new StackFault(
        server.name()
            + " runs (process "
            + process.pid()
            + ") but does not say it is ready at "
            + server.readyUrl(),
        "kill -9 "
            + process.pid()
            + " and run ./genome up, which starts it anew; see "
            + log(server));
  }

  private void launch(Server server) {
    long begun = System.nanoTime();
    while (true) {
      requirePorts(server);
      long written = LogTail.size(log(server));
      Launched process = server.launch();
      remember(server.name(), process);
      if (becomesReady(server, process)) {
        return;
      }
      if (process.alive().isPresent()) {
        throw new StackFault(
            server.name()
                + " did not say within "
                + bound.toSeconds()
                + " s that it is ready, at "
                + server.readyUrl(),
            LogTail.of(log(server), written)
                + "\nOn a slow machine set GENOME_START_SECONDS_MAX; then run ./genome up again.");
      }
      if (!server.name().equals("postgresql") || since(begun).compareTo(ATTEMPTS_MAX) > 0) {
        throw new StackFault(
            server.name() + " ended while it was starting",
            LogTail.of(log(server), written) + "\nThe whole log: " + log(server));
      }
      pause(1_000);
    }
  }

  private Path log(Server server) {
    return stack().log(server.name());
  }

  private static void requirePorts(Server server) {
    for (int port : server.ports()) {
      if (!Ports.isFree(port)) {
        throw new StackFault(
            "Port " + port + " of " + server.name() + " is in use by another program",
            "Stop that program (lsof -i :"
                + port
                + "), or run ./genome down and ./genome up: a stack at rest moves to free ports.");
      }
    }
  }

  // False when the process is gone, or the time is up.
  private boolean becomesReady(Server server, Launched process) {
    long begun = System.nanoTime();
    while (process.alive().isPresent() && since(begun).compareTo(bound) < 0) {
      if (server.isReady()) {
        return true;
      }
      pause(LOOK_AGAIN_MILLIS);
    }
    return false;
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFault("Interrupted while starting", "Run ./genome up again.", e);
    }
  }
}
