package org.genomerecord.interpretation.outside;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which column of a table of calls holds what, as ingestion-service reads it.
///
/// @param names of the columns, from the first
record CallColumns(List<String> names) {
  static final String GENE = "gene";
  static final String DIPLOTYPE = "diplotype";
  static final String PHENOTYPE = "phenotype";
  static final String ACTIVITY_SCORE = "activityscore";
  static final String COPY_NUMBER = "copynumber";

  /// Those of a table without a heading.
  static final CallColumns UNNAMED =
      new CallColumns(List.of(GENE, DIPLOTYPE, PHENOTYPE, ACTIVITY_SCORE, COPY_NUMBER));

  CallColumns {
    names = List.copyOf(names);
  }

  /// Whether a line names the columns: `gene`, with or without a number sign, and at least one
  /// more.
  static boolean areNamedBy(String[] cells) {
    return cells.length > 1 && GENE.equals(folded(cells[0]));
  }

  /// Empty if a name is none, or there twice.
  ///
  /// @param cells of a line that names the columns
  static Optional<CallColumns> named(String[] cells) {
    var names = Stream.of(cells).map(CallColumns::folded).toList();
    return UNNAMED.names().containsAll(names) && new HashSet<>(names).size() == names.size()
        ? Optional.of(new CallColumns(names))
        : Optional.empty();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).strip().replaceAll("^#|[ _-]", "");
  }

  /// Empty where the line has no such cell.
  String cell(String[] cells, String name) {
    int index = names.indexOf(name);
    return index < 0 || index >= cells.length ? "" : cells[index].strip();
  }
}
