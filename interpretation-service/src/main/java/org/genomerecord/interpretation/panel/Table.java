package org.genomerecord.interpretation.panel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tab-separated table with a header line. Every row has every column.
final class Table {
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

  static Table parse(String name, byte[] content) {
    return new Table(name, new String(content, StandardCharsets.UTF_8).lines().toList());
  }

  List<Row> rows() {
    return rows.stream().map(Row::new).toList();
  }

  /// One row, by column name.
  final class Row {
    private final List<String> values;

    private Row(List<String> values) {
      this.values = values;
    }

    String get(String column) {
      var index = columns.indexOf(column);
      if (index < 0) {
        throw new DefectiveKnowledge(name, "column " + column + " is missing");
      }
      return values.get(index);
    }

    int integer(String column) {
      return Integer.parseInt(get(column));
    }

    <T> T oneOf(Map<String, T> known, String column) {
      var value = known.get(get(column));
      if (value == null) {
        throw new DefectiveKnowledge(name, "unknown " + column + " " + get(column));
      }
      return value;
    }
  }
}
