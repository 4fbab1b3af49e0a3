package org.genomerecord.record.store;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.AnnotationBasedTagResolver;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.envelope.EnvelopeTooLarge;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.jspecify.annotations.Nullable;

/// One event as it is stored, position aside.
///
/// @param id UUIDv7, unique in the log
/// @param type namespace and name, such as `consent.ConsentGranted`
/// @param version of the event's wire form
/// @param attribution who, when and why; its time is kept in microseconds, as PostgreSQL keeps it
/// @param tags `key:value`, sorted, each once; without control characters
/// @param payload JSON text; sealed fields inside are ciphertext
public record Envelope(
    UUID id,
    String type,
    String version,
    Attribution attribution,
    List<String> tags,
    String payload) {
  private static final AnnotationBasedTagResolver TAGS = new AnnotationBasedTagResolver();

  public Envelope {
    tags = tags.stream().distinct().sorted().toList();
    if (!tags.stream().allMatch(LogRows::isPlain)) {
      throw new IllegalArgumentException("a tag is text without control characters");
    }
    attribution =
        new Attribution(
            attribution.actor(),
            attribution.purposeOfUse(),
            attribution.at().truncatedTo(ChronoUnit.MICROS),
            attribution.correlation(),
            attribution.causation(),
            attribution.traceParent());
  }

  /// An event that was decided outside of a command, as a command would record it: its tags are
  /// those that it is annotated with.
  ///
  /// @param event of a registered type, not sealed
  public static Envelope of(Object event, Attribution attribution) {
    var id = Recording.newEventId();
    var name = EventTypes.nameOf(event.getClass());
    var tags =
        TAGS.resolve(
            new GenericEventMessage(id.toString(), name, event, Map.of(), attribution.at()));
    return new Envelope(
        id,
        name.name(),
        name.version(),
        attribution,
        tags.stream().map(tag -> tag.key() + ":" + tag.value()).toList(),
        EventJson.write(event));
  }

  /// The canonical encoding that the leaf hash covers (`docs/ledger.md`). The trace context is left
  /// out: it serves telemetry only.
  ///
  /// @throws EnvelopeTooLarge if no entry of the ledger can hold it
  /// @throws org.genomerecord.ledger.text.Malformed if a text has half a surrogate pair
  public byte[] canonical() {
    return inTheLedger().encode();
  }

  /// SHA-256 of 0x00 and the canonical encoding (RFC 6962 section 2.1): 32 bytes.
  ///
  /// @throws EnvelopeTooLarge if no entry of the ledger can hold it
  /// @throws org.genomerecord.ledger.text.Malformed if a text has half a surrogate pair
  public byte[] leafHash() {
    return inTheLedger().leafHash().bytes();
  }

  private CanonicalEnvelope inTheLedger() {
    return new CanonicalEnvelope(
        id,
        type,
        version,
        attribution.at(),
        attribution.actor().id(),
        attribution.actor().role(),
        attribution.actor().organisation(),
        attribution.purposeOfUse(),
        attribution.correlation(),
        attribution.causation(),
        tags,
        payload);
  }

  /// The value of the first tag with this key, or null.
  public @Nullable String tag(String key) {
    var values = tags(key);
    return values.isEmpty() ? null : values.getFirst();
  }

  /// The values of all tags with this key, sorted.
  public List<String> tags(String key) {
    return tags.stream()
        .filter(tag -> tag.startsWith(key + ":"))
        .map(tag -> tag.substring(key.length() + 1))
        .toList();
  }

  @Override
  public String toString() {
    return "Envelope[" + id + ", " + type + "]";
  }
}
