package org.genomerecord.record.sourcing;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.EventSourcedEntityFactory;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/// Sources an immutable state from the events that carry one tag.
public final class Sourced {
  private Sourced() {}

  /// Events are selected by tag alone, never by a list of types: an event of a newer release stops
  /// the decision instead of being left out of it.
  ///
  /// @param tag key of the tag whose value is the id; everything tagged so must be of the family
  /// @param family sealed family of events; nested sealed families are included
  public static <I, S, E> EventSourcedEntityModule<I, S> by(
      Class<I> id,
      String tag,
      Class<S> state,
      Class<E> family,
      Supplier<S> initial,
      BiFunction<S, E, S> evolve) {
    var types = EventTypes.of(family);
    return EventSourcedEntityModule.declarative(id, state)
        .messagingModel((_, model) ->
            model
                .entityEvolver((entity, event, _) ->
                    isOfAnotherFamily(event, types)
                        ? entity
                        : evolve.apply(entity, read(event, types)))
                .build())
        .entityFactory(_ -> EventSourcedEntityFactory.fromNoArgument(initial))
        .criteriaResolver(_ -> (key, _) -> EventCriteria.havingTags(Tag.of(tag, key.toString())))
        .build();
  }

  /// Axon shows every state that a command loaded every event that it appends, whatever their tags.
  /// One of another family does not change this state; one that was read by this state's tag would
  /// have to.
  private static boolean isOfAnotherFamily(EventMessage event, EventTypes<?> types) {
    return Recording.isUnderWay(event) && !types.knows(event.type().name());
  }

  private static <E> E read(EventMessage event, EventTypes<E> types) {
    var name = event.type().name();
    var version = event.type().version();
    var payload = event.payload();
    var type = types.typeOf(name, version);
    if (type.isInstance(payload)) {
      return type.cast(payload);
    }
    if (payload instanceof String json) {
      return types.read(name, version, json);
    }
    throw new IllegalStateException("an event's payload is its JSON or its record");
  }
}
