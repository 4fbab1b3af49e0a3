package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// How fast the disk makes things durable: the floor under every commit.
final class Disk {
  private static final int WRITES = 100;
  private static final int WRITE_BYTES = 8 * 1024;

  private Disk() {}

  /// The median time of a write that is waited for until it is on the disk, in microseconds.
  ///
  /// @param folder on the disk in question
  static long syncMicros(Path folder) {
    Path file = folder.resolve("sync-test");
    long[] nanos = new long[WRITES];
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // The file has its size before: what is timed is the data alone, as with a log segment.
      channel.write(ByteBuffer.allocate(WRITES * WRITE_BYTES));
      channel.force(true);
      for (int i = 0; i < WRITES; i++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(WRITE_BYTES), (long) i * WRITE_BYTES);
        channel.force(false);
        nanos[i] = System.nanoTime() - begun;
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Arrays.sort(nanos);
    return nanos[WRITES / 2] / 1_000;
  }
}
