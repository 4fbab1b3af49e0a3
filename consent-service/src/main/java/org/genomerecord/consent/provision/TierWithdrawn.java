package org.genomerecord.consent.provision;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.jspecify.annotations.Nullable;

/// What a withdrawal of a tier came to.
///
/// @param event the last one of the append; null: there was nothing left to do
/// @param withdrawn consents that are no longer in force
/// @param denied consents that deny, granted by it
record TierWithdrawn(@Nullable UUID event, List<ConsentId> withdrawn, List<ConsentId> denied) {
  TierWithdrawn {
    withdrawn = List.copyOf(withdrawn);
    denied = List.copyOf(denied);
  }

  static TierWithdrawn of(@Nullable UUID last, List<ConsentEvent> events) {
    return new TierWithdrawn(
        last, ids(events, ConsentWithdrawn.class), ids(events, ConsentGranted.class));
  }

  /// As it is told to somebody who does not see some of the consents: as if there were none, also
  /// where nothing else was done.
  TierWithdrawn without(Set<ConsentId> unseen) {
    var ended = seen(withdrawn, unseen);
    var granted = seen(denied, unseen);
    return new TierWithdrawn(ended.isEmpty() && granted.isEmpty() ? null : event, ended, granted);
  }

  private static List<ConsentId> seen(List<ConsentId> consents, Set<ConsentId> unseen) {
    return consents.stream().filter(consent -> !unseen.contains(consent)).toList();
  }

  private static List<ConsentId> ids(
      List<ConsentEvent> events, Class<? extends ConsentEvent> type) {
    return events.stream().filter(type::isInstance).map(ConsentEvent::consent).toList();
  }
}
