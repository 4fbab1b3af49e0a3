package org.genomerecord.record.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The verdicts on a batch, decided in order, and the events to insert for it. Pure.
///
/// @param verdicts one for each request, in order
/// @param inserts events of the accepted requests with their positions
/// @param nextPosition after the batch
record BatchVerdicts(List<Verdict> verdicts, List<StoredEvent> inserts, long nextPosition) {
  BatchVerdicts {
    verdicts = List.copyOf(verdicts);
    inserts = List.copyOf(inserts);
  }

  /// @param known positions of the batch's event ids that the log has already
  /// @param conflicting indexes of the requests whose condition an event in the log violates
  /// @param next the next free position
  static BatchVerdicts of(
      List<Append> batch, Map<UUID, Long> known, Set<Integer> conflicting, long next) {
    var verdicts = new ArrayList<Verdict>();
    var inserts = new ArrayList<StoredEvent>();
    for (int i = 0; i < batch.size(); i++) {
      var append = batch.get(i);
      var earlier = repeated(append, known, inserts);
      if (earlier != null) {
        verdicts.add(earlier);
      } else if (conflicting.contains(i) || inserts.stream().anyMatch(append::spoiledBy)) {
        verdicts.add(new Verdict.Conflict());
      } else {
        for (var envelope : append.events()) {
          inserts.add(new StoredEvent(next + inserts.size(), envelope));
        }
        verdicts.add(new Verdict.Appended(inserts.getLast().position()));
      }
    }
    return new BatchVerdicts(verdicts, inserts, next + inserts.size());
  }

  /// The verdict on a request that was appended before, or null. Ids that were used for something
  /// else are a conflict.
  private static @Nullable Verdict repeated(
      Append append, Map<UUID, Long> known, List<StoredEvent> inserts) {
    var positions = new ArrayList<Long>();
    for (var envelope : append.events()) {
      var position = known.get(envelope.id());
      if (position == null) {
        position =
            inserts.stream()
                .filter(event -> event.envelope().id().equals(envelope.id()))
                .map(StoredEvent::position)
                .findFirst()
                .orElse(null);
      }
      if (position != null) {
        positions.add(position);
      }
    }
    if (positions.isEmpty()) {
      return null;
    }
    return positions.size() == append.events().size()
        ? new Verdict.Appended(positions.getLast())
        : new Verdict.Conflict();
  }
}
