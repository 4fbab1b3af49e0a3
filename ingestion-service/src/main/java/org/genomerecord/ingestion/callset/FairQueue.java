package org.genomerecord.ingestion.callset;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Work of several laboratories that waits, a bounded number of items. Each laboratory in turn
/// gives its oldest: whoever floods waits for itself. Values in, values out; not for several
/// threads.
///
/// @param <T> an item of work
final class FairQueue<T> {
  private final int capacity;

  /// In the order of turns. None of the lines is empty.
  private final SequencedMap<String, Deque<T>> lines = new LinkedHashMap<>();

  private int size;

  /// @param capacity at least 1
  FairQueue(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return size;
  }

  /// Adds an item to a laboratory's line. A full queue makes room at the end of the longest line,
  /// but for a shorter one only.
  ///
  /// @return what has no place: nothing, the latest of the longest line, or the item itself
  List<T> offer(String laboratory, T item) {
    if (size < capacity) {
      add(laboratory, item);
      return List.of();
    }
    var longest = lines.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
    var own = lines.get(laboratory);
    if (longest.size() <= (own == null ? 0 : own.size()) + 1) {
      return List.of(item);
    }
    var displaced = longest.removeLast();
    size--;
    add(laboratory, item);
    return List.of(displaced);
  }

  private void add(String laboratory, T item) {
    lines.computeIfAbsent(laboratory, _ -> new ArrayDeque<>()).addLast(item);
    size++;
  }

  /// Takes the oldest item of the laboratory whose turn it is, which is then the last to have
  /// another.
  Optional<T> next() {
    Map.Entry<String, Deque<T>> turn = lines.pollFirstEntry();
    if (turn == null) {
      return Optional.empty();
    }
    var item = turn.getValue().removeFirst();
    size--;
    if (!turn.getValue().isEmpty()) {
      lines.putLast(turn.getKey(), turn.getValue());
    }
    return Optional.of(item);
  }
}
