package org.genomerecord.record.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The files of a running server as they come: what vanishes meanwhile is restored from the log,
/// which is archived and not copied.
final class BaseBackup extends SimpleFileVisitor<Path> {
  private final Path from;
  private final Path to;

  private BaseBackup(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new BaseBackup(from, to));
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private Path copied(Path file) {
    return to.resolve(from.relativize(file).toString());
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    Files.createDirectory(copied(folder));
    return folder.equals(from.resolve("pg_wal"))
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile() && !file.equals(from.resolve("postmaster.pid"))) {
      try {
        Files.copy(file, copied(file));
      } catch (NoSuchFileException gone) {
        return goesOn(gone);
      }
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
