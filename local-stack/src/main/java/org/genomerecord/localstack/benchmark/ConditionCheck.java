package org.genomerecord.localstack.benchmark;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.genomerecord.localstack.benchmark.HotAppend.StatedCondition;

/// Reads a whole log in order and finds every event whose stated condition did not hold when it was
/// appended. It shares nothing with the store: it remembers, for every set of tags that an event
/// has and for its type, the last position with it.
final class ConditionCheck {
  private static final String ANY_TYPE = "";

  private final Map<String, Long> last = new HashMap<>();
  private long violations;

  /// The next event of the log.
  ///
  /// @param tags at most a few: every subset of them is remembered
  void next(long position, Collection<String> tags, String type, StatedCondition condition) {
    boolean broken =
        condition.unless().stream()
            .anyMatch(item ->
                last.getOrDefault(key(item.tags(), item.type()), Long.MIN_VALUE)
                    > condition.after());
    violations += broken ? 1 : 0;
    var list = List.copyOf(tags);
    for (int subset = 0; subset < 1 << list.size(); subset++) {
      var some = new TreeSet<String>();
      for (int i = 0; i < list.size(); i++) {
        if ((subset & 1 << i) != 0) {
          some.add(list.get(i));
        }
      }
      last.put(key(some, type), position);
      last.put(key(some, ANY_TYPE), position);
    }
  }

  private static String key(Set<String> tags, String type) {
    return String.join(",", new TreeSet<>(tags)) + "/" + type;
  }

  long violations() {
    return violations;
  }
}
