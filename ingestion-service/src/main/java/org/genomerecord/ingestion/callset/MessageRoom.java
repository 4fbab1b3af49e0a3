package org.genomerecord.ingestion.callset;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Room in memory for messages, which are read as a whole: for as many at the same time.
final class MessageRoom {
  private final Semaphore free;

  /// @param messagesMax at the same time
  MessageRoom(int messagesMax) {
    this.free = new Semaphore(messagesMax);
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
          Category.UNAVAILABLE, "messages-busy", "others send just now; send the message again");
    }
    try {
      return reading.read();
    } finally {
      free.release();
    }
  }
}
