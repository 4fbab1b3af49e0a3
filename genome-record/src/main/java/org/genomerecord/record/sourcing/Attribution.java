package org.genomerecord.record.sourcing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// To whom and to what an event is attributed. It travels with the command into the event's
/// envelope.
///
/// @param actor who acts
/// @param purposeOfUse HL7 v3 code, if the act has one
/// @param at when the act happened; events take their recorded-at from it
/// @param correlation id of the outside request that everything following belongs to
/// @param causation id of the event that caused this act, or null if a request did
/// @param traceParent W3C trace context of the act, or null
public record Attribution(
    Actor actor,
    @Nullable String purposeOfUse,
    Instant at,
    String correlation,
    @Nullable String causation,
    @Nullable String traceParent) {

  private static final String ACTOR = "actor";
  private static final String ROLE = "role";
  private static final String ORGANISATION = "organisation";
  private static final String PURPOSE_OF_USE = "purposeOfUse";
  private static final String CORRELATION = "correlation";
  private static final String CAUSATION = "causation";
  private static final String TRACE_PARENT = "traceParent";

  /// As message metadata; absent values are absent keys.
  public Map<String, String> toMetadata() {
    var metadata = new HashMap<String, String>();
    metadata.put(ACTOR, actor.id());
    metadata.put(ROLE, actor.role());
    metadata.put(CORRELATION, correlation);
    put(metadata, ORGANISATION, actor.organisation());
    put(metadata, PURPOSE_OF_USE, purposeOfUse);
    put(metadata, CAUSATION, causation);
    put(metadata, TRACE_PARENT, traceParent);
    return Map.copyOf(metadata);
  }

  /// The reverse of [#toMetadata].
  ///
  /// @throws IllegalArgumentException if the metadata names no actor: nothing is recorded
  ///   anonymously
  public static Attribution fromMetadata(Map<String, String> metadata, Instant at) {
    var actor = metadata.get(ACTOR);
    var role = metadata.get(ROLE);
    var correlation = metadata.get(CORRELATION);
    if (actor == null || role == null || correlation == null) {
      throw new IllegalArgumentException("an event names its actor, role and correlation id");
    }
    return new Attribution(
        new Actor(actor, role, metadata.get(ORGANISATION)),
        metadata.get(PURPOSE_OF_USE),
        at,
        correlation,
        metadata.get(CAUSATION),
        metadata.get(TRACE_PARENT));
  }

  private static void put(Map<String, String> metadata, String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }
}
