package org.genomerecord.interpretation.variant;

import java.util.Optional;

/// Some bases of the reference that are known, one after the other.
///
/// @param first position of the first base, 1-based
/// @param bases at least one, in capitals
public record Window(int first, String bases) {
  public Window {
    if (bases.isEmpty()) {
      throw new IllegalArgumentException("a window has a base");
    }
  }

  /// The position of the last base.
  public int last() {
    return first + bases.length() - 1;
  }

  /// What both know together; empty if bases between them are not known, or they do not agree.
  public Optional<Window> joined(Window other) {
    if (other.first < first) {
      return other.joined(this);
    }
    if (other.first > last() + 1) {
      return Optional.empty();
    }
    var common = Math.min(last() - other.first + 1, other.bases.length());
    if (!bases.regionMatches(other.first - first, other.bases, 0, common)) {
      return Optional.empty();
    }
    return Optional.of(new Window(first, bases + other.bases.substring(common)));
  }

  /// Whether a position that both know has another base in one than in the other. Anything but A,
  /// C, G and T is not known.
  public boolean contradicts(Window other) {
    var from = Math.max(first, other.first);
    var to = Math.min(last(), other.last());
    for (var position = from; position <= to; position++) {
      var base = bases.charAt(position - first);
      var its = other.bases.charAt(position - other.first);
      if (base != its && isKnown(base) && isKnown(its)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKnown(char base) {
    return "ACGT".indexOf(base) >= 0;
  }

  /// The change as it is written furthest left within these bases. Two changes are the same variant
  /// as far as these bases can tell, if and only if this is equal.
  ///
  /// @throws IndexOutOfBoundsException if the change reaches out of the window
  public Change leftmost(Change change) {
    var from = change.position() - first;
    return Change.of(
        first,
        bases,
        bases.substring(0, from)
            + change.alternate()
            + bases.substring(from + change.reference().length()));
  }

  /// Prints no bases.
  @Override
  public String toString() {
    return "Window";
  }
}
