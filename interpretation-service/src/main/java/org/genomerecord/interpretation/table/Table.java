package org.genomerecord.interpretation.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tab-separated table with a header line. Every row has every column.
public final class Table {
  private final String name;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(String name, List<String> lines) {
    this.name = name;
    columns = List.of(lines.getFirst().split("\t", -1));
    for (var line : lines.subList(1, lines.size())) {
      var row = List.of(line.split("\t", -1));
      if (row.size() != columns.size()) {
        throw new DefectiveKnowledge(
            name,
            "row "
                + (rows.size() + 1)
                + " has "
                + row.size()
                + " columns instead of "
                + columns.size());
      }
      rows.add(row);
    }
  }

  /// @param name for messages, such as `tpmt/alleles.tsv`
  /// @throws DefectiveKnowledge if a row has more or fewer cells than the header
  public static Table parse(String name, byte[] content) {
    var lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      throw new DefectiveKnowledge(name, "is empty");
    }
    return new Table(name, lines);
  }

  /// A table that this build carries.
  ///
  /// @param path within the resources, such as `/drug/known.tsv`
  /// @throws DefectiveKnowledge if it is missing or broken
  public static Table builtIn(String path) {
    try (var file = Table.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new DefectiveKnowledge(path, "is missing");
      }
      return parse(path, file.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The names of the columns, in their order.
  public List<String> columns() {
    return columns;
  }

  /// The row of a table that has one.
  ///
  /// @throws DefectiveKnowledge if it has none, or more
  public Row only() {
    if (rows.size() != 1) {
      throw new DefectiveKnowledge(name, "has " + rows.size() + " rows instead of one");
    }
    return new Row(rows.getFirst());
  }

  public List<Row> rows() {
    return rows.stream().map(Row::new).toList();
  }

  /// One row, by column name.
  public final class Row {
    private final List<String> values;

    private Row(List<String> values) {
      this.values = values;
    }

    /// @throws DefectiveKnowledge if there is no such column
    public String get(String column) {
      var index = columns.indexOf(column);
      if (index < 0) {
        throw new DefectiveKnowledge(name, "column " + column + " is missing");
      }
      return values.get(index);
    }

    /// @throws DefectiveKnowledge if the cell is no whole number
    public int integer(String column) {
      try {
        return Integer.parseInt(get(column));
      } catch (NumberFormatException _) {
        throw new DefectiveKnowledge(name, column + " is no number: " + get(column));
      }
    }

    /// The cell's entries, which commas separate; none if it is empty.
    public List<String> list(String column) {
      var cell = get(column);
      return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }

    /// What the cell's code stands for.
    ///
    /// @throws DefectiveKnowledge if it is not known
    public <T> T oneOf(Map<String, T> known, String column) {
      var value = known.get(get(column));
      if (value == null) {
        throw new DefectiveKnowledge(name, "unknown " + column + " " + get(column));
      }
      return value;
    }
  }
}
