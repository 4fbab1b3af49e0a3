package org.genomerecord.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tree.Hash;
import org.jspecify.annotations.Nullable;

/// The latest cosigned checkpoint of each log, as the log signed it: one file per origin, named by
/// the hash of the origin. What was kept is there after a crash.
final class CosignedCheckpoints implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  /// @throws IOException if the folder cannot be made, or another witness uses it: two would cosign
  ///   two histories
  CosignedCheckpoints(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked()) {
      lock.close();
      throw new IOException("another witness uses " + folder);
    }
  }

  private boolean locked() throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /// Leaves the folder to another.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String origin) {
    return folder.resolve(Hash.leaf(origin.getBytes(StandardCharsets.UTF_8)).hex() + ".checkpoint");
  }

  /// @throws Malformed if the file is no checkpoint of this origin: the witness must not begin
  ///   again as if it had seen nothing
  @Nullable SignedCheckpoint latest(String origin) {
    try {
      var checkpoint = SignedCheckpoint.parse(Files.readAllBytes(file(origin)));
      if (!checkpoint.checkpoint().origin().equals(origin)) {
        throw new Malformed("the kept checkpoint is of another origin");
      }
      return checkpoint;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns when the checkpoint is on disk.
  void keep(SignedCheckpoint checkpoint) {
    var file = file(checkpoint.checkpoint().origin());
    var beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (var channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(checkpoint.format().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // The new name is durable only when its folder is.
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
