package org.genomerecord.record.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;

/// Axon's storage engine on the PostgreSQL log: appends go through the sequencer, sourcing reads
/// the tag index.
public final class PostgresEventStorageEngine implements EventStorageEngine {
  private final AppendSequencer sequencer;
  private final LogReader log;

  public PostgresEventStorageEngine(AppendSequencer sequencer, LogReader log) {
    this.sequencer = sequencer;
    this.log = log;
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
    }
    var unless =
        condition.consistencyMarker().equals(ConsistencyMarker.INFINITY)
            ? List.<Criterion>of()
            : criteria(condition.criteria());
    var append =
        new Append(
            events.stream().map(PostgresEventStorageEngine::envelope).toList(),
            unless,
            unless.isEmpty()
                ? -1
                : GlobalIndexConsistencyMarker.position(condition.consistencyMarker()));
    return CompletableFuture.completedFuture(new SequencedAppend(append));
  }

  private static Envelope envelope(TaggedEventMessage<?> tagged) {
    var message = tagged.event();
    return new Envelope(
        UUID.fromString(message.identifier()),
        message.type().name(),
        message.type().version(),
        Attribution.fromMetadata(message.metadata(), message.timestamp()),
        tagged.tags().stream().map(PostgresEventStorageEngine::text).toList(),
        EventJson.write(Objects.requireNonNull(message.payload(), "an event has a payload")));
  }

  private static String text(Tag tag) {
    return tag.key() + ":" + tag.value();
  }

  /// Criteria that match everything become one criterion that does.
  private static List<Criterion> criteria(EventCriteria criteria) {
    if (!criteria.hasCriteria()) {
      return List.of(new Criterion(Set.of(), Set.of()));
    }
    return criteria.flatten().stream()
        .map(item ->
            new Criterion(
                item.tags().stream()
                    .map(PostgresEventStorageEngine::text)
                    .collect(Collectors.toUnmodifiableSet()),
                item.types().stream()
                    .map(QualifiedName::name)
                    .collect(Collectors.toUnmodifiableSet())))
        .toList();
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    var from = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
    var criteria = criteria(condition.criteria());
    return SourcedStream.of(log.firstPage(criteria, from), page -> log.nextPage(criteria, page));
  }

  static EventMessage message(StoredEvent event) {
    var envelope = event.envelope();
    return new GenericEventMessage(
        envelope.id().toString(),
        new MessageType(new QualifiedName(envelope.type()), envelope.version()),
        envelope.payload(),
        envelope.attribution().toMetadata(),
        envelope.attribution().at());
  }

  /// Where a reader goes on that has seen the event.
  static Context context(StoredEvent event) {
    return TrackingToken.addToContext(
        Context.empty(), new GlobalSequenceTrackingToken(event.position() + 1));
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    return new LogMessageStream(
        log,
        sequencer,
        criteria(condition.criteria()),
        Math.max(0, condition.position().position().orElse(0)));
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return completable(log.head().map(head -> new GlobalSequenceTrackingToken(head + 1)));
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return completable(log.firstSince(at).map(GlobalSequenceTrackingToken::new));
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("queued", sequencer.queued());
  }

  private static <T> CompletableFuture<T> completable(Future<? extends T> future) {
    return future.<T>map(value -> value).toCompletionStage().toCompletableFuture();
  }

  /// An append that waits for Axon's commit phase.
  private final class SequencedAppend implements AppendTransaction<ConsistencyMarker> {
    private final Append append;

    SequencedAppend(Append append) {
      this.append = append;
    }

    @Override
    public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
      return sequencer
          .append(append)
          .<ConsistencyMarker>thenApply(GlobalIndexConsistencyMarker::new)
          .exceptionallyCompose(failure ->
              CompletableFuture.failedFuture(
                  unwrapped(failure) instanceof AppendConflict
                      ? AppendEventsTransactionRejectedException.conflictingEventsDetected(
                          new GlobalIndexConsistencyMarker(append.after()))
                      : unwrapped(failure)));
    }

    private static Throwable unwrapped(Throwable failure) {
      return failure instanceof CompletionException && failure.getCause() != null
          ? failure.getCause()
          : failure;
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
      // Nothing was sent before commit.
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
        ConsistencyMarker marker, @Nullable ProcessingContext context) {
      return CompletableFuture.completedFuture(marker);
    }
  }
}
