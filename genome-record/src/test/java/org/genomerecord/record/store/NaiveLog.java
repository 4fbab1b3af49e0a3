package org.genomerecord.record.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the store has to do, one request after the other and without any cleverness.
final class NaiveLog {
  private final List<Envelope> events = new ArrayList<>();

  List<Envelope> events() {
    return List.copyOf(events);
  }

  /// -1: not in the log.
  long positionOf(UUID id) {
    for (int position = 0; position < events.size(); position++) {
      if (events.get(position).id().equals(id)) {
        return position;
      }
    }
    return -1;
  }

  boolean violates(Append request) {
    for (int position = 0; position < events.size(); position++) {
      for (var criterion : request.unless()) {
        if (position > request.after() && matches(events.get(position), criterion)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(Envelope event, Criterion criterion) {
    for (var tag : criterion.tags()) {
      if (!event.tags().contains(tag)) {
        return false;
      }
    }
    return criterion.types().isEmpty() || criterion.types().contains(event.type());
  }

  Verdict append(Append request) {
    long found = request.events().stream().filter(event -> positionOf(event.id()) >= 0).count();
    if (found == request.events().size()) {
      return new Verdict.Appended(positionOf(request.events().getLast().id()));
    }
    if (found > 0 || violates(request)) {
      return new Verdict.Conflict();
    }
    events.addAll(request.events());
    return new Verdict.Appended(events.size() - 1);
  }
}
