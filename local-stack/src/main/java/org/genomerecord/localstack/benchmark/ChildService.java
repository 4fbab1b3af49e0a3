package org.genomerecord.localstack.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The [FaultedService] in a JVM of its own, to be killed and started again. It goes on where it
/// was: what was sent and not answered is sent again.
final class ChildService {
  private static final long END_SECONDS_MAX = 60;

  private final Database database;
  private final String log;
  private final int callers;
  private final Witnessed witnessed;
  private @Nullable Process process;
  private @Nullable Thread listener;
  private volatile @Nullable IOException deaf;

  ChildService(Database database, String log, int callers, Witnessed witnessed) {
    this.database = database;
    this.log = log;
    this.callers = callers;
    this.witnessed = witnessed;
  }

  void start() {
    start(callers);
  }

  /// Follows and appends nothing.
  void startSubscriberAlone() {
    start(0);
  }

  private void start(int callersNow) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                FaultedService.class.getName(),
                Integer.toString(database.port()),
                log,
                Integer.toString(callersNow),
                Long.toString(witnessed.nextNumber()),
                Long.toString(witnessed.seenByService())));
    var open = witnessed.open();
    if (!open.isEmpty()) {
      command.add(open.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put(FaultedService.PASSWORD, database.password());
      var started = builder.start();
      process = started;
      listener = Thread.ofPlatform().daemon().start(() -> listen(started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A half line at the end was not said: the kill came between its beginning and its end.
  private void listen(Process of) {
    try (var lines =
        new BufferedReader(new InputStreamReader(of.getInputStream(), StandardCharsets.US_ASCII))) {
      var line = new StringBuilder();
      for (int letter = lines.read(); letter >= 0; letter = lines.read()) {
        if (letter == '\n') {
          witnessed.heard(line.toString());
          line.setLength(0);
        } else {
          line.append((char) letter);
        }
      }
    } catch (IOException e) {
      deaf = e;
    }
  }

  /// Kills it (SIGKILL) and hears all that it said before.
  void kill() {
    if (process != null) {
      // Not Process.destroyForcibly: it closes the pipe, and what was said and not yet read is
      // lost.
      process.toHandle().destroyForcibly();
      awaitEnd();
    }
  }

  /// Lets it finish what it is at.
  void end() {
    if (process != null) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (process != null && !process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the service did not end");
      }
      if (listener != null) {
        listener.join();
      }
      if (deaf != null) {
        throw new UncheckedIOException("not all that the service said was heard", deaf);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
