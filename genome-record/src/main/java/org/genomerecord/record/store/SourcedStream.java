package org.genomerecord.record.store;

import java.util.List;
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
  private final LogReader log;
  private final List<Criterion> criteria;
  private final QueueMessageStream<EventMessage> stream = new QueueMessageStream<>();

  private SourcedStream(LogReader log, List<Criterion> criteria) {
    this.log = log;
    this.criteria = criteria;
  }

  /// @param from first position
  static MessageStream<EventMessage> of(LogReader log, List<Criterion> criteria, long from) {
    var sourced = new SourcedStream(log, criteria);
    log.firstPage(criteria, from)
        .onSuccess(sourced::offer)
        .onFailure(sourced.stream::completeExceptionally);
    return sourced.stream;
  }

  private void offer(LogReader.Found page) {
    if (!page.isLastPage()) {
      stream.onConsumeCallback(() -> whenConsumed(page));
    }
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
    }
  }

  private void whenConsumed(LogReader.Found page) {
    if (stream.hasNextAvailable() || stream.isClosed()) {
      return;
    }
    stream.onConsumeCallback(() -> {});
    log.nextPage(criteria, page).onSuccess(this::offer).onFailure(stream::completeExceptionally);
  }
}
