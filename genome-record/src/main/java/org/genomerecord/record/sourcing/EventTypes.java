package org.genomerecord.record.sourcing;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.annotation.AnnotationMessageTypeResolver;

/// The stored names of a sealed family's events. The `permits` clauses are the registry.
///
/// @param <E> the family
public final class EventTypes<E> {
  private static final AnnotationMessageTypeResolver NAMES = new AnnotationMessageTypeResolver();

  private final Map<String, Class<? extends E>> types;

  private EventTypes(Map<String, Class<? extends E>> types) {
    this.types = types;
  }

  /// Reads a family, nested sealed interfaces included.
  public static <E> EventTypes<E> of(Class<E> family) {
    return new EventTypes<>(
        leaves(family)
            .collect(
                Collectors.toUnmodifiableMap(
                    EventTypes::schemaOf, type -> type.<E>asSubclass(family))));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EventTypes::leaves)
        : Stream.of(type);
  }

  /// The stored name and version of an event class, from its `@Event`.
  public static MessageType nameOf(Class<?> event) {
    return NAMES.resolveOrThrow(event);
  }

  /// Stored name and version in one text, such as `consent.PatientEnrolled#1`: what sealed fields
  /// are bound to.
  public static String schemaOf(Class<?> event) {
    return nameOf(event).toString();
  }

  /// The class behind a stored name and version.
  ///
  /// @param name namespace and name, such as `consent.ConsentGranted`
  /// @throws UnknownEvent if the family has no such event in this version: a newer release wrote
  ///   it, and guessing would decide on half the truth
  public Class<? extends E> typeOf(String name, String version) {
    var schema = new MessageType(name, version).toString();
    var type = types.get(schema);
    if (type == null) {
      throw new UnknownEvent(schema);
    }
    return type;
  }

  /// Reads an event as it is stored.
  ///
  /// @throws UnknownEvent as [#typeOf]
  /// @throws EventJson.UnreadableEvent if the JSON is not of that event
  public E read(String name, String version, String json) {
    return EventJson.read(json, typeOf(name, version));
  }

  /// Whether the family has an event of this stored name, in whatever version.
  public boolean knows(String name) {
    return types.values().stream().anyMatch(type -> nameOf(type).name().equals(name));
  }

  /// All event classes of the family.
  public Collection<Class<? extends E>> classes() {
    return types.values();
  }
}
