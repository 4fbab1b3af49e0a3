package org.genomerecord.ingestion.outside;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which column of a table of calls holds what. Pure.
///
/// @param held what each column holds, from the first
record CallColumns(List<Held> held) {
  private static final Map<String, Held> BY_NAME =
      Map.of(
          "gene", Held.GENE,
          "diplotype", Held.DIPLOTYPE,
          "phenotype", Held.PHENOTYPE,
          "activityscore", Held.ACTIVITY_SCORE,
          "copynumber", Held.COPY_NUMBER);

  /// Those of a table without a heading.
  static final CallColumns UNNAMED = new CallColumns(List.of(Held.values()));

  /// What a column can hold, in the order of a table without a heading.
  enum Held {
    GENE,
    DIPLOTYPE,
    PHENOTYPE,
    ACTIVITY_SCORE,
    COPY_NUMBER
  }

  CallColumns {
    held = List.copyOf(held);
  }

  /// Whether a line names the columns: `gene`, with or without a number sign, and at least one
  /// more.
  static boolean areNamedBy(List<String> cells) {
    return cells.size() > 1 && "gene".equals(folded(cells.getFirst()));
  }

  /// Empty if a name is none, or there twice.
  ///
  /// @param cells of a line that names the columns
  static Optional<CallColumns> named(List<String> cells) {
    var held = new ArrayList<Held>();
    for (var cell : cells) {
      var one = BY_NAME.get(folded(cell));
      if (one == null) {
        return Optional.empty();
      }
      held.add(one);
    }
    return new HashSet<>(held).size() == held.size()
        ? Optional.of(new CallColumns(held))
        : Optional.empty();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("^#|[ _-]", "");
  }

  /// The call of a line.
  ///
  /// @param cells not more than there are columns; the last may be left out
  OutsideCall call(List<String> cells) {
    return new OutsideCall(
        cell(cells, Held.GENE),
        cell(cells, Held.DIPLOTYPE),
        cell(cells, Held.PHENOTYPE),
        orNull(cell(cells, Held.ACTIVITY_SCORE)),
        orNull(cell(cells, Held.COPY_NUMBER)));
  }

  private String cell(List<String> cells, Held what) {
    int index = held.indexOf(what);
    return index < 0 || index >= cells.size() ? "" : cells.get(index);
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
