package org.genomerecord.localstack.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.genomerecord.localstack.benchmark.ReadingEvent.ReadingTaken;
import org.genomerecord.localstack.benchmark.TakeReading.Specimen;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;

/// Appends through an Axon storage engine alone: nothing is sourced and nothing decided, the caller
/// knows the marker of its own last append.
final class EngineAppender implements Appender {
  private final EventStorageEngine engine;
  private final Runnable closing;
  private final Supplier<Optional<Long>> stored;
  private final Set<String> tagKeys;
  private final long seed;

  /// Our engine on a log, which is closed with this.
  EngineAppender(EventLog log, Set<String> tagKeys, long seed) {
    this(log.engine(), tagKeys, seed, log::close, () -> Optional.of(log.size()));
  }

  /// Another engine.
  ///
  /// @param tagKeys of the tags that each event carries and that each append has for condition
  /// @param closing ends what the engine rests on
  EngineAppender(EventStorageEngine engine, Set<String> tagKeys, long seed, Runnable closing) {
    this(engine, tagKeys, seed, closing, Optional::empty);
  }

  private EngineAppender(
      EventStorageEngine engine,
      Set<String> tagKeys,
      long seed,
      Runnable closing,
      Supplier<Optional<Long>> stored) {
    this.engine = engine;
    this.stored = stored;
    this.tagKeys = Set.copyOf(tagKeys);
    this.seed = seed;
    this.closing = closing;
  }

  @Override
  public Load.Caller caller(int number) {
    return new Load.Caller() {
      private final Specimens specimens = new Specimens(number, seed);
      private ConsistencyMarker marker = ConsistencyMarker.ORIGIN;

      @Override
      public void call() {
        var specimen = specimens.next();
        marker =
            append(
                specimen,
                specimens,
                specimens.isFirstReading() ? ConsistencyMarker.ORIGIN : marker);
      }
    };
  }

  private ConsistencyMarker append(
      Specimen specimen, Specimens specimens, ConsistencyMarker marker) {
    var tags =
        Stream.of(Tag.of("accession", specimen.accession()), Tag.of("patient", specimen.patient()))
            .filter(tag -> tagKeys.contains(tag.key()))
            .collect(Collectors.toUnmodifiableSet());
    TaggedEventMessage<?> event =
        new GenericTaggedEventMessage<>(
            new GenericEventMessage(
                Recording.newEventId().toString(),
                EventTypes.nameOf(ReadingTaken.class),
                new ReadingTaken(
                    specimen.accession(), specimen.patient(), specimens.note(specimen)),
                Specimens.ATTRIBUTION.toMetadata(),
                Specimens.ATTRIBUTION.at()),
            tags);
    var condition = AppendCondition.withCriteria(EventCriteria.havingTags(tags)).withMarker(marker);
    return engine
        .appendEvents(condition, null, List.of(event))
        .thenCompose(EngineAppender::commit)
        .join();
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(
      EventStorageEngine.AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }

  @Override
  public Optional<Long> stored() {
    return stored.get();
  }

  @Override
  public void close() {
    closing.run();
  }
}
