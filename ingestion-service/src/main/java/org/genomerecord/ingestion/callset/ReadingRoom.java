package org.genomerecord.ingestion.callset;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Room in memory for files that are read as a whole: for as many at the same time.
final class ReadingRoom {
  private final String of;
  private final Semaphore free;

  /// @param of what the files are, such as `messages`
  /// @param filesMax at the same time
  ReadingRoom(String of, int filesMax) {
    this.of = of;
    this.free = new Semaphore(filesMax);
  }

  /// What reads one.
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /// Nobody waits for room.
  ///
  /// @throws Refusal unavailable, before anything is read, if there is none
  <T> T read(Reading<T> reading) throws IOException {
    if (!free.tryAcquire()) {
      throw new Refusal(
          Category.UNAVAILABLE, of + "-busy", "others send " + of + " just now; send it again");
    }
    try {
      return reading.read();
    } finally {
      free.release();
    }
  }
}
