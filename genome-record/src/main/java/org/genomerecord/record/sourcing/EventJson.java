package org.genomerecord.record.sourcing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The JSON of events: one mapper with fixed settings, so that no service can change the wire form
/// by configuration.
///
/// Strict: an unknown field stops the reader, like an unknown event.
public final class EventJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  private EventJson() {}

  /// The JSON of an event. Its UTF-8 bytes are what is stored and hashed.
  public static String write(Object event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event of " + event.getClass().getName() + " has no JSON");
    }
  }

  /// @throws UnreadableEvent if the JSON is not of this type; the content is not in the message
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException _) {
      throw new UnreadableEvent(type);
    }
  }

  /// Reads the JSON of an earlier version.
  ///
  /// @param upcasts its steps to the version of the type, in order
  /// @throws UnreadableEvent if the JSON is no object, or after the steps not of this type
  static <T> T read(
      String json, Class<T> type, List<? extends UnaryOperator<Map<String, Object>>> upcasts) {
    try {
      Map<String, Object> fields = MAPPER.readValue(json, FIELDS);
      for (var upcast : upcasts) {
        fields = upcast.apply(fields);
      }
      return MAPPER.convertValue(fields, type);
    } catch (JsonProcessingException | IllegalArgumentException _) {
      throw new UnreadableEvent(type);
    }
  }

  /// The JSON does not fit the event it claims to be.
  public static final class UnreadableEvent extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableEvent(Class<?> type) {
      super("stored JSON is not a " + type.getSimpleName());
    }
  }
}
