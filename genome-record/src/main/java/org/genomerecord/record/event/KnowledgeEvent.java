package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What happens to the knowledge that call sets are interpreted with. It is about no patient.
public sealed interface KnowledgeEvent {
  /// The knowledge of panels and guidelines, which is the only one so far.
  String PANELS = "panels";

  /// An operator made a release the one that interprets from here on.
  ///
  /// @param knowledge of what: [#PANELS]. Its tag finds all activations of one knowledge in order.
  /// @param release its name: date and the beginning of its digest
  /// @param digest SHA-256 of the release in hexadecimal
  /// @param previous the release that was active until then; null: none had been activated, so that
  ///   each build interpreted with its own
  @Event(namespace = "interpretation", name = "KnowledgeReleaseActivated", version = "1")
  record KnowledgeReleaseActivated(
      @EventTag(key = "knowledge") String knowledge,
      String release,
      String digest,
      @Nullable String previous,
      Instant activatedAt)
      implements KnowledgeEvent {}
}
