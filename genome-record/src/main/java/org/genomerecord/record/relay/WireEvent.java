package org.genomerecord.record.relay;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// An event as it travels on Kafka: the envelope in plain JSON, the payload with its sealed fields
/// as ciphertext.
public record WireEvent(
    long position,
    UUID id,
    String type,
    String version,
    Instant recordedAt,
    Actor actor,
    @Nullable String purposeOfUse,
    String correlation,
    @Nullable String causation,
    @Nullable String traceParent,
    List<String> tags,
    @JsonRawValue @JsonDeserialize(using = WireEvent.RawJson.class) String payload) {

  /// Events about no patient share a key too: consumers rely on the order of each key.
  private static final String NOBODY = "-";

  /// The Kafka keys of an event, which is sent once under each: its patients. An event about two
  /// stands in the order of each of them.
  public static List<String> keys(StoredEvent event) {
    var patients = event.envelope().tags("patient");
    return patients.isEmpty() ? List.of(NOBODY) : patients;
  }

  /// The patient behind a key; empty for none.
  static String patient(@Nullable String key) {
    return key == null || key.equals(NOBODY) ? "" : key;
  }

  /// The JSON of an event.
  public static String write(StoredEvent event) {
    var envelope = event.envelope();
    var attribution = envelope.attribution();
    return EventJson.write(
        new WireEvent(
            event.position(),
            envelope.id(),
            envelope.type(),
            envelope.version(),
            attribution.at(),
            attribution.actor(),
            attribution.purposeOfUse(),
            attribution.correlation(),
            attribution.causation(),
            attribution.traceParent(),
            envelope.tags(),
            envelope.payload()));
  }

  /// @throws EventJson.UnreadableEvent if the text is not such JSON
  static StoredEvent read(String json) {
    var wire = EventJson.read(json, WireEvent.class);
    return new StoredEvent(
        wire.position(),
        new Envelope(
            wire.id(),
            wire.type(),
            wire.version(),
            new Attribution(
                wire.actor(),
                wire.purposeOfUse(),
                wire.recordedAt(),
                wire.correlation(),
                wire.causation(),
                wire.traceParent()),
            wire.tags(),
            wire.payload()));
  }

  /// Reads the payload as the text it is: what an event means is for its own reader.
  private static final class RawJson extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.readValueAsTree().toString();
    }
  }
}
