package org.genomerecord.localstack.benchmark;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcedEntityFactory;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.localstack.benchmark.ReadingEvent.ReadingTaken;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.jspecify.annotations.Nullable;

/// The small command of the benchmarks: looks at what was read of a specimen and records one
/// reading more.
record TakeReading(@TargetEntityId Specimen specimen, String note, Attribution attribution) {

  /// What the decision is about; both tags together are its consistency boundary.
  record Specimen(String accession, String patient) {
    EventCriteria criteria() {
      return EventCriteria.havingTags(Tag.of("accession", accession), Tag.of("patient", patient));
    }
  }

  /// How often a specimen was read.
  record Readings(int count) {
    Readings evolve(ReadingEvent event) {
      return switch (event) {
        case ReadingTaken _ -> new Readings(count + 1);
      };
    }
  }

  /// Decides as the handlers of the services do.
  static final class Handler {
    @CommandHandler
    @Nullable UUID handle(
        TakeReading command, @InjectEntity Readings readings, EventAppender events) {
      var specimen = command.specimen();
      return Recording.append(
          events,
          command.attribution(),
          readings.count() == Integer.MAX_VALUE
              ? List.of()
              : List.of(
                  new ReadingTaken(specimen.accession(), specimen.patient(), command.note())));
    }
  }

  /// Adds the command and its state, sourced by both tags, to Axon.
  static EventSourcingConfigurer register(EventSourcingConfigurer configurer) {
    var types = EventTypes.of(ReadingEvent.class);
    return configurer
        .registerEntity(
            EventSourcedEntityModule.declarative(Specimen.class, Readings.class)
                .messagingModel((_, model) ->
                    model
                        .entityEvolver((readings, event, _) -> readings.evolve(read(event, types)))
                        .build())
                .entityFactory(_ -> EventSourcedEntityFactory.fromNoArgument(() -> new Readings(0)))
                .criteriaResolver(_ -> (specimen, _) -> specimen.criteria())
                .build())
        .registerCommandHandlingModule(
            CommandHandlingModule.named("reading")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new Handler()));
  }

  private static ReadingEvent read(EventMessage event, EventTypes<ReadingEvent> types) {
    return switch (Objects.requireNonNull(event.payload())) {
      case ReadingEvent underWay -> underWay;
      case String json -> types.read(event.type().name(), event.type().version(), json);
      case Object other -> throw new IllegalStateException("a payload of " + other.getClass());
    };
  }
}
