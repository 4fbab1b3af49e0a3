package org.genomerecord.record.store;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QueueMessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;

/// The events that match, up to the head at its beginning, a page in memory at a time; then the
/// consistency marker. The log only grows, so all pages together are one snapshot.
final class SourcedStream {
  private final Function<LogReader.Found, Future<LogReader.Found>> next;
  private final QueueMessageStream<EventMessage> stream = new QueueMessageStream<>();

  private SourcedStream(Function<LogReader.Found, Future<LogReader.Found>> next) {
    this.next = next;
  }

  /// @param next asks for the page after one
  static MessageStream<EventMessage> of(
      Future<LogReader.Found> first, Function<LogReader.Found, Future<LogReader.Found>> next) {
    var sourced = new SourcedStream(next);
    first.onSuccess(sourced::offer).onFailure(sourced.stream::completeExceptionally);
    return sourced.stream;
  }

  private void offer(LogReader.Found page) {
    for (var event : page.events()) {
      stream.offer(
          PostgresEventStorageEngine.message(event), PostgresEventStorageEngine.context(event));
    }
    if (page.isLastPage()) {
      stream.offer(
          TerminalEventMessage.INSTANCE,
          Context.with(
              ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(page.head())));
      stream.complete();
    } else {
      // Only now. The consumer may be as fast as this loop, and the answer to another asker may
      // bring the next page on another thread while this one is still being offered.
      var asked = new AtomicBoolean();
      stream.onConsumeCallback(() -> whenConsumed(page, asked));
      whenConsumed(page, asked);
    }
  }

  /// @param asked whether the page after this one was asked for
  private void whenConsumed(LogReader.Found page, AtomicBoolean asked) {
    if (stream.hasNextAvailable() || stream.isClosed() || !asked.compareAndSet(false, true)) {
      return;
    }
    next.apply(page).onSuccess(this::offer).onFailure(stream::completeExceptionally);
  }
}
