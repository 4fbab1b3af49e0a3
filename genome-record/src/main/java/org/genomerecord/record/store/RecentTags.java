package org.genomerecord.record.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the newest events of the log carry, in memory: for each tag and each type the last position
/// that has it.
///
/// A decision rests on what was read a moment ago, so nearly every condition starts within what is
/// kept here, and the log need not be asked. Holds only while this process is the log's one writer:
/// each transaction proves that by the epoch and the position it begins at. Not safe for use by
/// several threads at once.
final class RecentTags {
  private final int tagsMax;
  // In order of the last position.
  private final LinkedHashMap<String, Long> tags = new LinkedHashMap<>();
  private final Map<String, Long> types = new LinkedHashMap<>();
  private long from = Long.MAX_VALUE;
  private long next = -1;

  /// @param tagsMax tags that are kept; those seen longest ago are forgotten first
  RecentTags(int tagsMax) {
    this.tagsMax = tagsMax;
  }

  /// The position that follows the last event seen; -1 if nothing is known.
  long next() {
    return next;
  }

  /// Forgets everything: the log is at this position for reasons that were not seen.
  void restart(long nextPosition) {
    tags.clear();
    types.clear();
    from = nextPosition;
    next = nextPosition;
  }

  /// Adds events that were appended at [#next()].
  void add(List<StoredEvent> events) {
    for (var event : events) {
      for (var tag : event.envelope().tags()) {
        tags.remove(tag);
        tags.put(tag, event.position());
      }
      types.put(event.envelope().type(), event.position());
      next = event.position() + 1;
    }
    var oldest = tags.entrySet().iterator();
    while (tags.size() > tagsMax) {
      from = Math.max(from, oldest.next().getValue() + 1);
      oldest.remove();
    }
  }

  /// Whether no event in the log can violate the request's condition. False means: ask the log.
  boolean clears(Append append) {
    return append.unless().isEmpty()
        || (append.after() >= from - 1
            && append.unless().stream().noneMatch(item -> mayMatch(item, append.after())));
  }

  private boolean mayMatch(Criterion criterion, long after) {
    return next - 1 > after
        && criterion.tags().stream().allMatch(tag -> tags.getOrDefault(tag, -1L) > after)
        && (criterion.types().isEmpty()
            || criterion.types().stream().anyMatch(type -> types.getOrDefault(type, -1L) > after));
  }
}
