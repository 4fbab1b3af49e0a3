package org.genomerecord.ingestion.callset;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Room in memory for files that are read as a whole: for as many at the same time. One laboratory
/// has half of it at most: one whose lines are slow, or that wants to, does not keep the others
/// out.
final class ReadingRoom {
  private final String of;
  private final Semaphore free;
  private final int ofOneMax;
  private final Map<String, Integer> reading = new ConcurrentHashMap<>();

  /// @param of what the files are, such as `messages`
  /// @param filesMax at the same time
  ReadingRoom(String of, int filesMax) {
    this.of = of;
    this.free = new Semaphore(filesMax);
    this.ofOneMax = (filesMax + 1) / 2;
  }

  /// What reads one.
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /// Nobody waits for room.
  ///
  /// @throws Refusal unavailable, before anything is read, if there is none, or none for this
  ///   laboratory
  <T> T read(String laboratory, Reading<T> file) throws IOException {
    if (reading.merge(laboratory, 1, Integer::sum) > ofOneMax) {
      left(laboratory);
      throw busy("you send as many " + of + " just now as one laboratory may; send it again");
    }
    try {
      return readAmongAll(file);
    } finally {
      left(laboratory);
    }
  }

  private <T> T readAmongAll(Reading<T> file) throws IOException {
    if (!free.tryAcquire()) {
      throw busy("others send " + of + " just now; send it again");
    }
    try {
      return file.read();
    } finally {
      free.release();
    }
  }

  private void left(String laboratory) {
    reading.computeIfPresent(laboratory, (_, files) -> files == 1 ? null : files - 1);
  }

  private Refusal busy(String message) {
    return new Refusal(Category.UNAVAILABLE, of + "-busy", message);
  }
}
