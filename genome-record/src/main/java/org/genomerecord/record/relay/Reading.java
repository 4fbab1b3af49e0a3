package org.genomerecord.record.relay;

import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A delivery once it was read.
///
/// @param <M> what an event means to the reader
sealed interface Reading<M> {
  Logger LOG = LoggerFactory.getLogger(Reading.class);

  Delivery delivery();

  /// Null where not even the envelope could be read.
  @Nullable StoredEvent event();

  /// It can be acted on.
  record Understood<M>(Delivery delivery, StoredEvent event, M meaning) implements Reading<M> {}

  /// It cannot.
  ///
  /// @param event null where not even the envelope could be read
  /// @param attempts how often acting on it failed
  record Poison<M>(Delivery delivery, @Nullable StoredEvent event, ParkReason reason, int attempts)
      implements Reading<M> {}

  static <M> Reading<M> of(Delivery delivery, Effect<M> effect) {
    StoredEvent event;
    try {
      event = WireEvent.read(delivery.json());
    } catch (RuntimeException _) {
      // An envelope refuses what does not fit it, by whatever exception.
      return new Poison<>(delivery, null, ParkReason.UNREADABLE_EVENT, 0);
    }
    try {
      return new Understood<>(delivery, event, effect.meaning(delivery, event));
    } catch (UnknownEvent _) {
      return new Poison<>(delivery, event, ParkReason.UNKNOWN_EVENT, 0);
    } catch (RuntimeException e) {
      // As above, where it is no fault of the reader: who is on call has to be able to tell.
      LOG.warn("{} cannot be read: {}", event.envelope().id(), Failures.code(e));
      return new Poison<>(delivery, event, ParkReason.UNREADABLE_EVENT, 0);
    }
  }

  /// The same, given up after its effect failed so often.
  static <M> Reading<M> failed(Understood<M> understood, int attempts) {
    return new Poison<>(
        understood.delivery(), understood.event(), ParkReason.EFFECT_FAILED, attempts);
  }
}
