package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files that lie beside a checkout, each with what has to become of it. They are not part of
/// it: without them nothing is told here, and says so.
class AgreeingWithTheExpectedOutcomesTest {
  private static final Path SHARED = Path.of("../../shared/data");

  /// A longer file belongs to a benchmark.
  private static final long FILE_BYTES_MAX = 8_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"vcf", "vcf/invalid"})
  void everyFileHasItsOutcomeAndItsLine(String name) throws IOException {
    var folder = SHARED.resolve(name);
    assumeThat(folder.resolve("expected.tsv")).as("files beside the checkout").isRegularFile();
    var rows = Files.readAllLines(folder.resolve("expected.tsv"));
    var columns = List.of(Fields.split(rows.getFirst(), '\t'));
    var wrong = new ArrayList<String>();
    for (var row : rows.subList(1, rows.size())) {
      var expected = new HashMap<String, String>();
      var cells = Fields.split(row, '\t');
      for (int at = 0; at < cells.length; at++) {
        expected.put(columns.get(at), cells[at]);
      }
      var file = folder.resolve(expected.getOrDefault("file", ""));
      if (Files.size(file) <= FILE_BYTES_MAX
          && !isAsExpected(outcomeOf(file, expected), expected)) {
        wrong.add(row + " is " + outcomeOf(file, expected).report().problems());
      }
    }

    assertThat(rows).hasSizeGreaterThan(10);
    assertThat(wrong).isEmpty();
  }

  private static VcfOutcome outcomeOf(Path file, Map<String, String> expected) throws IOException {
    var sample = expected.getOrDefault("sample", "");
    var assembly = Assembly.named(expected.getOrDefault("assembly", ""));
    var expectations = new VcfExpectations(sample.isEmpty() ? null : sample, assembly.orElse(null));
    try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
      return VcfValidation.validate(bytes, expectations, VcfBounds.standard());
    }
  }

  /// A warning about a sound file is noise and no contradiction; a refusal or a warning that has to
  /// be has to name the line.
  private static boolean isAsExpected(VcfOutcome outcome, Map<String, String> expected) {
    var permitted = Arrays.asList(Fields.split(expected.getOrDefault("outcome", ""), '|'));
    var line = expected.getOrDefault("line", "");
    boolean isRefused = outcome.isRefused();
    var problems =
        outcome.report().problems().stream()
            .filter(problem -> isRefused == (problem.severity() == Severity.ERROR))
            .toList();
    var is = isRefused ? "refused" : problems.isEmpty() ? "accepted" : "accepted-with-warning";
    return (permitted.contains(is) || (permitted.contains("accepted") && !isRefused))
        && (line.isEmpty()
            || problems.stream().anyMatch(problem -> line.equals(String.valueOf(problem.line()))));
  }
}
