package org.genomerecord.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process this stack started, known by its id and its start, so that a recycled id is never
/// taken for it.
///
/// @param pid the process id
/// @param startedAt when the operating system started it
public record Launched(long pid, Instant startedAt) {

  // On Linux the start is computed from the boot time, which a clock correction moves.
  private static final Duration CLOCK_CORRECTION_MAX = Duration.ofSeconds(2);

  static Launched of(ProcessHandle handle) {
    return new Launched(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
  }

  /// The process, if it is still the one that was started and not a corpse nobody has buried.
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::isSame)
        .filter(_ -> !isCorpse());
  }

  private boolean isSame(ProcessHandle handle) {
    Instant started = handle.info().startInstant().orElse(Instant.EPOCH);
    return Duration.between(startedAt, started).abs().compareTo(CLOCK_CORRECTION_MAX) <= 0;
  }

  /// While other threads of a killed process are still ending, its first one is a corpse already,
  /// and its ports are still taken.
  private boolean isCorpse() {
    Path here = Path.of("/proc", Long.toString(pid));
    if (!Files.isReadable(here.resolve("stat"))) {
      return false;
    }
    try (var threads = Files.list(here.resolve("task"))) {
      String line = Files.readString(here.resolve("stat"));
      // pid (command) state …: the command may itself hold brackets.
      return line.startsWith(" Z", line.lastIndexOf(')') + 1) && threads.count() == 1;
    } catch (IOException e) {
      return false;
    }
  }

  /// Asks the process to end with a signal, and kills it when it has not ended within the bound.
  ///
  /// @param signal a name `kill` knows: TERM, INT
  /// @return whether it ended by itself
  public boolean stop(String signal, Duration bound) {
    Optional<ProcessHandle> handle = alive();
    if (handle.isEmpty()) {
      return true;
    }
    signal(signal);
    if (awaitEnd(handle.get(), bound)) {
      return true;
    }
    kill();
    return false;
  }

  /// Kills the process (SIGKILL) and waits until it is gone.
  public void kill() {
    alive()
        .ifPresent(handle -> {
          handle.destroyForcibly();
          awaitEnd(handle, Duration.ofSeconds(10));
        });
  }

  private void signal(String signal) {
    try {
      // The shell's own kill: a minimal Linux has no /bin/kill.
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitEnd(ProcessHandle handle, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        handle.onExit().get(100, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        // onExit never completes for the corpse of a process that is not our child.
        if (alive().isEmpty()) {
          return true;
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return alive().isEmpty();
  }
}
