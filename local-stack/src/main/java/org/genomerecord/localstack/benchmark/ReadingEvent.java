package org.genomerecord.localstack.benchmark;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// The small family of events that the benchmarks append: two tags and a note that makes up the
/// size.
sealed interface ReadingEvent {

  /// Something was read from a specimen.
  @Event(namespace = "benchmark", name = "ReadingTaken", version = "1")
  record ReadingTaken(
      @EventTag(key = "accession") String accession,
      @EventTag(key = "patient") String patient,
      String note)
      implements ReadingEvent {}
}
