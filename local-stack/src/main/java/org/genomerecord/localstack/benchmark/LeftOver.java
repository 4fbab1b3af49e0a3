package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The server of an earlier run that was itself killed and could stop nothing.
final class LeftOver {
  private LeftOver() {}

  /// Kills it if it still runs: only a process that names this very folder is taken for it.
  static void stop(Path folder) {
    Path cluster = folder.resolve("postgresql").resolve("cluster");
    Path lock = cluster.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    try {
      ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).getFirst().strip()))
          .filter(handle -> handle.info().commandLine().orElse("").contains(cluster.toString()))
          .ifPresent(Database::killTree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
