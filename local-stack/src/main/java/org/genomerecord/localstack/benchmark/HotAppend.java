package org.genomerecord.localstack.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;

/// An append under a condition that many others want to break: few tags, two types. The condition
/// is written into the event itself, so that the log can be checked afterwards by whoever reads it.
final class HotAppend {
  private static final int HOT_TAGS = 24;
  private static final List<String> TYPES = List.of("benchmark.Drawn", "benchmark.Returned");

  private HotAppend() {}

  /// @param after the caller has seen the log up to here
  static Append draw(Random random, long after) {
    var tags =
        random.ints(0, HOT_TAGS).distinct().limit(2).mapToObj(number -> "box:" + number).toList();
    var type = TYPES.get(random.nextInt(TYPES.size()));
    var unless = condition(random.nextInt(100), tags, type);
    var event =
        new Envelope(
            Recording.newEventId(),
            type,
            "1",
            Specimens.ATTRIBUTION,
            tags,
            StatedCondition.write(after, unless));
    return new Append(List.of(event), unless, after);
  }

  /// Most ask about one tag, as the services do; the other forms that a condition can have are
  /// asked about too.
  private static List<Criterion> condition(int percent, List<String> tags, String type) {
    var one = Set.of(tags.getFirst());
    if (percent < 60) {
      return List.of(new Criterion(one, Set.of()));
    }
    if (percent < 75) {
      return List.of(new Criterion(Set.copyOf(tags), Set.of()));
    }
    if (percent < 88) {
      return tags.stream().map(tag -> new Criterion(Set.of(tag), Set.of())).toList();
    }
    if (percent < 97) {
      return List.of(new Criterion(one, Set.of(type)));
    }
    return List.of(new Criterion(Set.of(), Set.of(type)));
  }

  /// The id of its one event.
  static UUID id(Append append) {
    return append.events().getFirst().id();
  }

  /// A condition as it is written into an event: `after;item|item`, an item `tag,tag/type,type`.
  record StatedCondition(long after, List<Item> unless) {
    StatedCondition {
      unless = List.copyOf(unless);
    }

    /// @param type empty: any
    record Item(Set<String> tags, String type) {
      Item {
        tags = Set.copyOf(tags);
      }
    }

    static String write(long after, List<Criterion> unless) {
      return unless.stream()
          .map(item -> String.join(",", item.tags()) + "/" + String.join(",", item.types()))
          .collect(Collectors.joining("|", "\"" + after + ";", "\""));
    }

    static StatedCondition read(String payload) {
      var text = payload.substring(1, payload.length() - 1);
      int semicolon = text.indexOf(';');
      var items = new ArrayList<Item>();
      for (var item : text.substring(semicolon + 1).split("\\|", -1)) {
        int slash = item.indexOf('/');
        var tags = item.substring(0, slash);
        items.add(
            new Item(
                tags.isEmpty() ? Set.of() : Set.of(tags.split(",", -1)),
                item.substring(slash + 1)));
      }
      return new StatedCondition(Long.parseLong(text.substring(0, semicolon)), items);
    }
  }
}
