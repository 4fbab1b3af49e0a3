package org.genomerecord.localstack.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Counts the sealed files of a vault.
public final class VaultFiles {
  private VaultFiles() {}

  /// @return 0 if the folder is not there yet
  public static long count(Path vault) {
    if (!Files.isDirectory(vault)) {
      return 0;
    }
    try (var files = Files.walk(vault)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
