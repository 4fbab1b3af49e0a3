package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every `examples/*.vcf` of a panel gives the finding that the file beside it expects.
class PanelExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> everyExampleGivesWhatIsExpected() {
    return SyntheticCallSet.RELEASE.panels().stream()
        .flatMap(panel ->
            examples(panel).stream()
                .map(example ->
                    DynamicTest.dynamicTest(
                        panel.name() + " " + example.getFileName(),
                        () -> givesWhatIsExpected(panel, example))));
  }

  @Test
  void everyPanelHasExamples() {
    assertThat(SyntheticCallSet.RELEASE.panels())
        .isNotEmpty()
        .allSatisfy(panel -> assertThat(examples(panel)).isNotEmpty());
  }

  private static void givesWhatIsExpected(Panel panel, Path example) throws IOException {
    assertThat(Files.readString(example)).contains("##source=synthetic");
    var expected =
        JSON.readTree(
            Files.readString(Path.of(example.toString().replace(".vcf", ".expected.json"))));
    try (var callSet = Files.newInputStream(example)) {
      var finding =
          SyntheticCallSet.INTERPRETER
              .interpret(SyntheticCallSet.calls(callSet), Set.of("pharmacogenomic"))
              .findings()
              .stream()
              .filter(found -> found.panel().equals(panel.name()))
              .findFirst()
              .orElseThrow();
      assertThat(summary(finding).toPrettyString()).isEqualTo(expected.toPrettyString());
    }
  }

  /// What an example fixes: not the wording, which may change with a release.
  private static JsonNode summary(Finding finding) {
    var summary = new TreeMap<String, Object>();
    summary.put("gene", finding.gene());
    summary.put("certainty", finding.certainty());
    summary.put("diplotypes", finding.diplotypes().stream().map(Diplotype::label).toList());
    summary.put("phenotypes", finding.diplotypes().stream().map(Diplotype::phenotype).toList());
    summary.put(
        "positionsMissing", finding.positionsMissing().stream().map(Position::label).toList());
    summary.put("allelesNotExcluded", finding.allelesNotExcluded());
    summary.put("phenotypesNotExcluded", finding.phenotypesNotExcluded());
    return JSON.valueToTree(summary);
  }

  private static List<Path> examples(Panel panel) {
    var folder =
        Objects.requireNonNull(
            Panel.class.getResource("/panel/" + panel.name() + "/examples"), panel.name());
    try (var files = Files.list(Path.of(folder.getPath()))) {
      return files.filter(file -> file.toString().endsWith(".vcf")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
