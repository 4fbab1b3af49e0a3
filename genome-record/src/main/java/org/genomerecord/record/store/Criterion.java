package org.genomerecord.record.store;

import java.util.Set;

/// One item of a query: an event matches if it carries all the tags and is of one of the types.
///
/// @param tags `key:value`, without control characters; empty: any
/// @param types stored names, without control characters; empty: any
public record Criterion(Set<String> tags, Set<String> types) {
  public Criterion {
    tags = Set.copyOf(tags);
    types = Set.copyOf(types);
    if (!tags.stream().allMatch(LogRows::isPlain) || !types.stream().allMatch(LogRows::isPlain)) {
      throw new IllegalArgumentException("a tag or type is text without control characters");
    }
  }

  /// Whether this matches the event.
  boolean matches(Envelope event) {
    return event.tags().containsAll(tags) && (types.isEmpty() || types.contains(event.type()));
  }
}
