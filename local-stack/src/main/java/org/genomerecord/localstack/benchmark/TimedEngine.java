package org.genomerecord.localstack.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/// An engine with a watch: how much of a command's time is spent sourcing, and how much appending.
final class TimedEngine implements EventStorageEngine {
  private final EventStorageEngine engine;
  private final LongAdder sourcingNanos = new LongAdder();
  private final LongAdder appendingNanos = new LongAdder();
  private final LongAdder appends = new LongAdder();

  TimedEngine(EventStorageEngine engine) {
    this.engine = engine;
  }

  /// Mean time of an append's sourcing, in milliseconds.
  double sourcingMillis() {
    return sourcingNanos.sum() / 1e6 / appends.sum();
  }

  /// Mean time of an append, from its request to its verdict, in milliseconds.
  double appendingMillis() {
    return appendingNanos.sum() / 1e6 / appends.sum();
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    long begun = System.nanoTime();
    return engine
        .source(condition, context)
        .onComplete(() -> sourcingNanos.add(System.nanoTime() - begun));
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    long begun = System.nanoTime();
    var prepared = engine.appendEvents(condition, context, events);
    long nanos = System.nanoTime() - begun;
    return prepared.thenApply(transaction -> {
      appendingNanos.add(nanos);
      return new Timed<>(transaction);
    });
  }

  private final class Timed<R> implements AppendTransaction<R> {
    private final AppendTransaction<R> transaction;

    Timed(AppendTransaction<R> transaction) {
      this.transaction = transaction;
    }

    @Override
    public CompletableFuture<R> commit(@Nullable ProcessingContext context) {
      long begun = System.nanoTime();
      return transaction
          .commit(context)
          .whenComplete((_, _) -> {
            appendingNanos.add(System.nanoTime() - begun);
            appends.increment();
          });
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
      transaction.rollback(context);
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
        R committed, @Nullable ProcessingContext context) {
      return transaction.afterCommit(committed, context);
    }
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    return engine.stream(condition, context);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return engine.firstToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return engine.latestToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return engine.tokenAt(at, context);
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    engine.describeTo(descriptor);
  }
}
