package org.genomerecord.localstack.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Counts the sealed files of a vault.
public final class VaultFiles {
  private VaultFiles() {}

  /// Those that come or go meanwhile may be counted or not.
  ///
  /// @return 0 if the folder is not there yet
  public static long count(Path vault) {
    var counting = new Counting();
    try {
      Files.walkFileTree(vault, counting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counting.files;
  }

  private static final class Counting extends SimpleFileVisitor<Path> {
    private long files;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files++;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return goesOn(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      return goesOn(failure);
    }

    private static FileVisitResult goesOn(@Nullable IOException failure) throws IOException {
      if (failure == null || failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
