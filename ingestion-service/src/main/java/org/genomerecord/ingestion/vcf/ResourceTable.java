package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads tables that the build was made with: tab-separated lines, the first of which names the
/// columns.
public final class ResourceTable {
  private ResourceTable() {}

  /// @param resource such as `/panel/active.txt`
  public static List<String> lines(String resource) {
    try (var in = ResourceTable.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The cells of each line but the first, by the names of their columns.
  public static List<Map<String, String>> rows(String resource) {
    var lines = lines(resource);
    var columns = Arrays.asList(lines.getFirst().split("\t", -1));
    return lines.stream()
        .skip(1)
        .map(line -> {
          var cells = line.split("\t", -1);
          var row = new HashMap<String, String>();
          for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i), cells[i]);
          }
          return Map.copyOf(row);
        })
        .toList();
  }
}
