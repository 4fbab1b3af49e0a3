package org.genomerecord.record.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The verdicts on a batch, decided in order, and the events to insert for it. Pure.
///
/// @param verdicts one for each request, in order
/// @param accepted indexes of the requests whose events are to be inserted, in order
/// @param inserts events of the accepted requests with their positions
/// @param nextPosition after the batch
record BatchVerdicts(
    List<Verdict> verdicts, List<Integer> accepted, List<StoredEvent> inserts, long nextPosition) {
  BatchVerdicts {
    verdicts = List.copyOf(verdicts);
    accepted = List.copyOf(accepted);
    inserts = List.copyOf(inserts);
  }

  /// @param known positions of the batch's event ids that the log has already
  /// @param conflicting indexes of the requests whose condition an event in the log violates
  /// @param next the next free position
  static BatchVerdicts of(
      List<Append> batch, Map<UUID, Long> known, Set<Integer> conflicting, long next) {
    var verdicts = new ArrayList<Verdict>();
    var indexes = new ArrayList<Integer>();
    var accepted = new Accepted();
    for (int i = 0; i < batch.size(); i++) {
      var append = batch.get(i);
      var earlier = repeated(append, known, accepted);
      if (earlier != null) {
        verdicts.add(earlier);
      } else if (conflicting.contains(i) || accepted.spoils(append)) {
        verdicts.add(new Verdict.Conflict());
      } else {
        for (var envelope : append.events()) {
          accepted.add(new StoredEvent(next + accepted.events.size(), envelope));
        }
        indexes.add(i);
        verdicts.add(new Verdict.Appended(accepted.events.getLast().position()));
      }
    }
    return new BatchVerdicts(verdicts, indexes, accepted.events, next + accepted.events.size());
  }

  boolean hasConflict() {
    return verdicts.contains(new Verdict.Conflict());
  }

  /// The verdict on a request that was appended before, or null. Ids that were used for something
  /// else are a conflict.
  private static @Nullable Verdict repeated(
      Append append, Map<UUID, Long> known, Accepted accepted) {
    int found = 0;
    long last = -1;
    for (var envelope : append.events()) {
      var position = known.getOrDefault(envelope.id(), accepted.byId.get(envelope.id()));
      if (position != null) {
        found++;
        last = position;
      }
    }
    if (found == 0) {
      return null;
    }
    return found == append.events().size() ? new Verdict.Appended(last) : new Verdict.Conflict();
  }

  /// The events accepted so far, found by id, tag and type: comparing each request with each
  /// earlier one would take the square of the batch.
  private static final class Accepted {
    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<UUID, Long> byId = new HashMap<>();
    private final Map<String, List<StoredEvent>> byTag = new HashMap<>();
    private final Map<String, List<StoredEvent>> byType = new HashMap<>();

    void add(StoredEvent event) {
      events.add(event);
      byId.put(event.envelope().id(), event.position());
      byType.computeIfAbsent(event.envelope().type(), _ -> new ArrayList<>()).add(event);
      for (var tag : event.envelope().tags()) {
        byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(event);
      }
    }

    boolean spoils(Append append) {
      return append.unless().stream().anyMatch(criterion -> matches(criterion, append.after()));
    }

    private boolean matches(Criterion criterion, long after) {
      if (!criterion.tags().isEmpty()) {
        var tagged = byTag.getOrDefault(criterion.tags().iterator().next(), List.of());
        return matches(tagged, criterion, after);
      }
      if (!criterion.types().isEmpty()) {
        return criterion.types().stream()
            .anyMatch(type -> matches(byType.getOrDefault(type, List.of()), criterion, after));
      }
      return matches(events, criterion, after);
    }

    private static boolean matches(List<StoredEvent> events, Criterion criterion, long after) {
      return events.stream()
          .anyMatch(event -> event.position() > after && criterion.matches(event.envelope()));
    }
  }
}
