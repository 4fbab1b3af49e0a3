package org.genomerecord.record.sourcing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// A small family for these tests, nested as the real ones are.
sealed interface SpecimenEvent {
  String specimen();

  /// What brings a specimen in.
  sealed interface Arrival extends SpecimenEvent {
    @Event(namespace = "test", name = "SpecimenReceived", version = "1")
    record SpecimenReceived(@EventTag(key = "specimen") String specimen, String shelf)
        implements Arrival {}

    @Event(namespace = "test", name = "SpecimenAnnounced", version = "1")
    record SpecimenAnnounced(@EventTag(key = "specimen") String specimen) implements Arrival {}
  }

  /// What takes it away.
  sealed interface Departure extends SpecimenEvent {
    @Event(namespace = "test", name = "SpecimenDiscarded", version = "1")
    record SpecimenDiscarded(@EventTag(key = "specimen") String specimen) implements Departure {}
  }

  /// An event of a newer release: not of the family, but about the same specimen.
  @Event(namespace = "test", name = "SpecimenFrozen", version = "1")
  record SpecimenFrozen(@EventTag(key = "specimen") String specimen) {}
}
