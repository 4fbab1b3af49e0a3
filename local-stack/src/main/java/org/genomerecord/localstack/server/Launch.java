package org.genomerecord.localstack.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts processes that outlive the launcher: own session, no terminal, output to a log file.
final class Launch {
  private static final long LOG_BYTES_MAX = 10L * 1024 * 1024;
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private Launch() {}

  /// The `java` this launcher runs on: a JDK 25, as `./genome` saw to.
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Starts a process in the background.
  ///
  /// @param log appended to; moved aside first when it has grown beyond 10 MiB
  static Launched inBackground(
      List<String> command, Map<String, String> environment, Path folder, Path log) {
    var whole = new ArrayList<>(ownSession());
    whole.addAll(command);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      var builder = new ProcessBuilder(whole).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(new File("/dev/null"));
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return Launched.of(builder.start().toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command to its end, its output appended to a log.
  ///
  /// @return the exit code
  static int toEnd(List<String> command, Map<String, String> environment, Path folder, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(new File("/dev/null"));
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /// The words to put before a command that refuses to run as root: in a user namespace root is
  /// nobody special.
  static List<String> notAsRoot() {
    return ROOT && onPath("unshare") ? List.of("unshare", "-U") : List.of();
  }

  // Ctrl-C and a closed terminal reach a process group; a session of one's own is out of their
  // reach.
  private static List<String> ownSession() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    // macOS has no setsid but comes with perl.
    return onPath("perl")
        ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!;", "--")
        : List.of();
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
