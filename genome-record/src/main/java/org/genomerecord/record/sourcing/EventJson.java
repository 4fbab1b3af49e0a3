package org.genomerecord.record.sourcing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

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

  /// The JSON does not fit the event it claims to be.
  public static final class UnreadableEvent extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableEvent(Class<?> type) {
      super("stored JSON is not a " + type.getSimpleName());
    }
  }
}
