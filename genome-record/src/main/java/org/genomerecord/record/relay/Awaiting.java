package org.genomerecord.record.relay;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Waits for a Vert.x future on a virtual or worker thread; never on an event loop.
public final class Awaiting {
  private static final long TIMEOUT_SECONDS = 30;

  private Awaiting() {}

  /// @throws RuntimeException the future's own failure where it is one, else a
  ///   [CompletionException]
  public static <T> T result(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
