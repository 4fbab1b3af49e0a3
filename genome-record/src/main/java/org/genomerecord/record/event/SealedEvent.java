package org.genomerecord.record.event;

/// An event with sealed fields. It is stored under the event id that its sealed bytes are bound to.
public interface SealedEvent {
  Sealed sealed();
}
