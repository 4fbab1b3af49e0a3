package org.genomerecord.ledger.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Timestamp;

/// Reads events as far as an auditor may: the envelope, and the plain fields that the
/// reconciliation needs. Sealed bytes are passed over. Pure.
final class EventReading {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  /// What can be counted in microseconds reaches further, what anybody records does not.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private EventReading() {}

  /// @throws Malformed if the event is of no known kind, does not belong into the log, has not the
  ///   fields that its kind has, its tags or sealed bytes are not its own, or its provision cannot
  ///   be read
  static AuditedEvent read(AuditedLog log, long position, CanonicalEnvelope envelope) {
    var type = envelope.type();
    if (!log.owns(type.substring(0, Math.max(0, type.indexOf('.'))))) {
      throw new Malformed("an event of this namespace does not belong into this log");
    }
    var kind =
        KnownEvent.of(type, envelope.version())
            .orElseThrow(
                () -> new Malformed("this program does not know such an event, or its version"));
    var values = values(envelope.payload(), kind);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isEmpty() && kind.fields().get(i).required()) {
        throw new Malformed("a field is absent that every event of this kind has");
      }
    }
    int sealed = kind.indexOf("sealed", "event");
    if (sealed >= 0 && !values.get(sealed).equals(List.of(envelope.id().toString()))) {
      throw new Malformed("its sealed bytes are bound to another event");
    }
    int decidedAt = kind.indexOf("", KnownEvent.DECIDED_AT);
    if (decidedAt >= 0
        && !Timestamp.parse(values.get(decidedAt).getFirst()).equals(envelope.recordedAt())) {
      throw new Malformed("it was recorded at another time than it says it was decided");
    }
    if (!repeat(envelope.tags(), kind, values)) {
      throw new Malformed("its tags do not repeat the fields of its payload");
    }
    var event =
        new AuditedEvent(
            kind,
            new Place(log, position, envelope.id()),
            envelope.actor(),
            envelope.role(),
            envelope.organisation(),
            envelope.purposeOfUse(),
            values);
    if (event.is(KnownEvent.GRANTED)) {
      // A provision that cannot be read is found here, not once a permit rests on it.
      ProvisionReading.of(event);
    }
    return event;
  }

  /// Microseconds since 1970.
  ///
  /// @throws Malformed if the time lies before 1970 or after 9999
  static long micros(Instant instant) {
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
      throw new Malformed("its time lies outside of the years 1970 to 9999");
    }
    return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
  }

  /// Whether the tags are those that the fields give, and no others. Tags are distinct.
  private static boolean repeat(List<String> tags, KnownEvent kind, List<List<String>> values) {
    int expected = 0;
    for (var named : kind.tags()) {
      var ofField = values.get(named.field());
      expected += ofField.size() < 2 ? ofField.size() : (int) ofField.stream().distinct().count();
    }
    if (tags.size() != expected) {
      return false;
    }
    for (var tag : tags) {
      if (!isGiven(tag, kind, values)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGiven(String tag, KnownEvent kind, List<List<String>> values) {
    int colon = tag.indexOf(':');
    for (var named : kind.tags()) {
      if (named.name().length() == colon && tag.startsWith(named.name())) {
        for (var value : values.get(named.field())) {
          if (value.length() == tag.length() - colon - 1 && tag.endsWith(value)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// The values of the fields that are known of the kind. A null is an absent field.
  private static List<List<String>> values(String payload, KnownEvent kind) {
    var values = new ArrayList<>(Collections.nCopies(kind.fields().size(), List.<String>of()));
    try (var json = JSON.createParser(payload)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Malformed("the payload is not a JSON object");
      }
      object(json, payload, "", kind, values);
      if (json.nextToken() != null) {
        throw new Malformed("something follows the payload");
      }
    } catch (IOException _) {
      // What Jackson says quotes the payload.
      throw new Malformed("the payload is not JSON");
    }
    return values;
  }

  private static void object(
      JsonParser json, String payload, String parent, KnownEvent kind, List<List<String>> values)
      throws IOException {
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      var token = json.nextToken();
      int at = kind.indexOf(parent, name);
      if (token == JsonToken.START_OBJECT && parent.isEmpty() && kind.isParent(name)) {
        object(json, payload, name, kind, values);
      } else if (at < 0) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        if (!values.get(at).isEmpty()) {
          throw new Malformed("a field stands twice in the payload");
        }
        values.set(
            at, kind.fields().get(at).tree() ? List.of(tree(json, payload)) : value(json, token));
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new Malformed("the payload is not JSON");
    }
  }

  private static List<String> value(JsonParser json, JsonToken token) throws IOException {
    if (token.isScalarValue()) {
      return List.of(json.getText());
    }
    if (token != JsonToken.START_ARRAY) {
      throw new Malformed("a field is an object that is none in events of this kind");
    }
    var values = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isScalarValue()) {
        throw new Malformed("a list holds something else than texts");
      }
      values.add(json.getText());
    }
    return List.copyOf(values);
  }

  /// The text of an object, whatever is inside of it.
  private static String tree(JsonParser json, String payload) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Malformed("a field is no object that is one in events of this kind");
    }
    // A location is the one behind the token.
    int from = (int) json.currentLocation().getCharOffset() - 1;
    json.skipChildren();
    return payload.substring(from, (int) json.currentLocation().getCharOffset());
  }
}
