package org.genomerecord.record.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.genomerecord.record.relay.Reading.Poison;
import org.genomerecord.record.relay.Reading.Understood;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// What becomes of a batch of one log, in order: acted on, parked, or left out because it was noted
/// before. Pure.
///
/// @param <M> what an event means to the reader
record InboxPlan<M>(List<Understood<M>> apply, List<Parking> park) {
  InboxPlan {
    apply = List.copyOf(apply);
    park = List.copyOf(park);
  }

  /// An event to park.
  ///
  /// @param event null where not even the envelope could be read
  /// @param attempts how often acting on it failed
  record Parking(Delivery delivery, @Nullable StoredEvent event, ParkReason reason, int attempts) {}

  /// How far patients have come in one log.
  ///
  /// @param positions noted last, by patient
  /// @param blocked patients with a parked event
  record Standing(Map<String, Long> positions, Set<String> blocked) {
    Standing {
      positions = Map.copyOf(positions);
      blocked = Set.copyOf(blocked);
    }
  }

  static <M> InboxPlan<M> of(List<Reading<M>> readings, Standing standing) {
    var positions = new HashMap<>(standing.positions());
    var blocked = new HashSet<>(standing.blocked());
    var apply = new ArrayList<Understood<M>>();
    var park = new ArrayList<Parking>();
    for (var reading : readings) {
      var patient = reading.delivery().patient();
      var event = reading.event();
      if (event != null && event.position() <= positions.getOrDefault(patient, -1L)) {
        continue;
      }
      switch (reading) {
        case Understood<M> understood when blocked.contains(patient) ->
            park.add(
                new Parking(understood.delivery(), understood.event(), ParkReason.WAITS_BEHIND, 0));
        case Understood<M> understood -> {
          apply.add(understood);
          positions.put(patient, understood.event().position());
        }
        case Poison<M> poison -> {
          park.add(
              new Parking(poison.delivery(), poison.event(), poison.reason(), poison.attempts()));
          blocked.add(patient);
        }
      }
    }
    return new InboxPlan<>(apply, park);
  }

  /// The positions to note, by patient, sorted so that two writers lock in the same order.
  SortedMap<String, Long> positions() {
    var positions = new TreeMap<String, Long>();
    apply.forEach(read -> positions.put(read.delivery().patient(), read.event().position()));
    return positions;
  }
}
