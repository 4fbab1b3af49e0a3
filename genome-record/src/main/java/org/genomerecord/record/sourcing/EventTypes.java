package org.genomerecord.record.sourcing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.annotation.AnnotationMessageTypeResolver;
import org.genomerecord.record.event.EarlierVersion;
import org.genomerecord.record.event.SealedEvent;

/// The stored names of a sealed family's events. The `permits` clauses are the registry.
///
/// @param <E> the family
public final class EventTypes<E> {
  private static final AnnotationMessageTypeResolver NAMES = new AnnotationMessageTypeResolver();

  private final Map<String, Stored<E>> versions;
  private final List<Class<? extends E>> classes;

  /// How one stored version is read.
  ///
  /// @param upcasts its steps to the version of the record, in order; none for that version itself
  private record Stored<E>(Class<? extends E> type, List<EarlierVersion.Upcast> upcasts) {}

  private EventTypes(Map<String, Stored<E>> versions, List<Class<? extends E>> classes) {
    this.versions = Map.copyOf(versions);
    this.classes = List.copyOf(classes);
  }

  /// Reads a family, nested sealed interfaces included.
  ///
  /// @throws IllegalStateException if two events have one stored name and version, or an event
  ///   cannot have an earlier version
  public static <E> EventTypes<E> of(Class<E> family) {
    var versions = new HashMap<String, Stored<E>>();
    var classes =
        leaves(family).<Class<? extends E>>map(type -> type.<E>asSubclass(family)).toList();
    for (var type : classes) {
      add(versions, schemaOf(type), new Stored<>(type, List.of()));
      var earlier = type.getAnnotationsByType(EarlierVersion.class);
      if (earlier.length > 0 && SealedEvent.class.isAssignableFrom(type)) {
        throw new IllegalStateException(
            schemaOf(type)
                + " has sealed fields, which are bound to the version they were written in");
      }
      var steps = Stream.of(earlier).map(EventTypes::upcast).toList();
      for (int i = 0; i < earlier.length; i++) {
        var schema = new MessageType(nameOf(type).name(), earlier[i].value()).toString();
        add(versions, schema, new Stored<>(type, steps.subList(i, steps.size())));
      }
    }
    return new EventTypes<>(versions, classes);
  }

  private static <E> void add(Map<String, Stored<E>> versions, String schema, Stored<E> stored) {
    if (versions.put(schema, stored) != null) {
      throw new IllegalStateException("two events are stored as " + schema);
    }
  }

  private static EarlierVersion.Upcast upcast(EarlierVersion earlier) {
    try {
      var constructor = earlier.upcast().getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          earlier.upcast() + " has no constructor without arguments", e);
    }
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

  /// The stored name of an event class, such as `consent.PatientEnrolled`, whatever its version.
  public static String storedName(Class<?> event) {
    return nameOf(event).name();
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
    return stored(name, version).type();
  }

  private Stored<E> stored(String name, String version) {
    var schema = new MessageType(name, version).toString();
    var stored = versions.get(schema);
    if (stored == null) {
      throw new UnknownEvent(schema);
    }
    return stored;
  }

  /// Reads an event as it is stored, an earlier version through its upcasts.
  ///
  /// @throws UnknownEvent as [#typeOf]
  /// @throws EventJson.UnreadableEvent if the JSON is not of that event
  public E read(String name, String version, String json) {
    var stored = stored(name, version);
    return stored.upcasts().isEmpty()
        ? EventJson.read(json, stored.type())
        : EventJson.read(json, stored.type(), stored.upcasts());
  }

  /// Whether the family has an event of this stored name, in whatever version.
  public boolean knows(String name) {
    return classes.stream().anyMatch(type -> nameOf(type).name().equals(name));
  }

  /// All event classes of the family.
  public Collection<Class<? extends E>> classes() {
    return classes;
  }
}
