package org.genomerecord.record.relay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/// Reads and writes read models from a virtual or worker thread; never from an event loop.
public final class ReadModels {
  private ReadModels() {}

  /// Runs a query in a session of its own and waits for it.
  public static <T> T read(Supplier<Uni<T>> query) {
    return await(() -> Panache.withSession(query));
  }

  /// Runs a change in a transaction of its own and waits until it is committed.
  public static <T> T change(Supplier<Uni<T>> change) {
    return await(() -> Panache.withTransaction(change));
  }

  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
