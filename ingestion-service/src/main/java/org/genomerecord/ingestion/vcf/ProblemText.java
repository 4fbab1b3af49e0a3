package org.genomerecord.ingestion.vcf;

import java.util.Map;
import java.util.stream.Collectors;

/// What a problem means and what to do about it, of those whose words stand in a table.
///
/// @param meaning one sentence
/// @param remedy one sentence
record ProblemText(String meaning, String remedy) {
  private static final Map<String, ProblemText> BY_CODE =
      ResourceTable.rows("/problem/texts.tsv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  row -> row.getOrDefault("code", ""),
                  row ->
                      new ProblemText(
                          row.getOrDefault("meaning", ""), row.getOrDefault("remedy", ""))));

  /// @throws IllegalStateException if the table has no such code
  static ProblemText of(String code) {
    var words = BY_CODE.get(code);
    if (words == null) {
      throw new IllegalStateException("no words for the problem " + code);
    }
    return words;
  }
}
