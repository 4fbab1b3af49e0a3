package org.genomerecord.interpretation.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.junit.jupiter.api.Test;

class AKnowledgeReleaseTest {

  @Test
  void isNamedByItsDateAndTheDigestOfItsTables() {
    var release = KnowledgeRelease.builtIn();
    assertThat(release.digest()).matches("[0-9a-f]{64}");
    assertThat(release.name()).isEqualTo("2026-11-29-" + release.digest().substring(0, 12));
    assertThat(KnowledgeRelease.read(AKnowledgeReleaseTest::file).digest())
        .isEqualTo(release.digest());
  }

  @Test
  void changesItsNameWithOneWordOfATable() {
    var reworded =
        KnowledgeRelease.read(
            changing(
                "guideline/cpic-clopidogrel/recommendations.tsv",
                text -> text.replace("Clopidogrel at", "clopidogrel at")));
    assertThat(reworded.name()).isNotEqualTo(KnowledgeRelease.builtIn().name());
  }

  @Test
  void givesEveryPairOfAllelesAPhenotype() {
    for (var panel : KnowledgeRelease.builtIn().panels()) {
      for (var one : panel.alleles()) {
        for (var other : panel.alleles()) {
          assertThat(panel.phenotypeOf(one.name(), other.name()).name()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void isRefusedWhenAnAlleleHasNoFunction() {
    refused(
        "panel/tpmt/functions.tsv",
        text -> text.replace("*3C\tNo function\t\n", ""),
        "no function");
  }

  @Test
  void isRefusedWhenAPairOfFunctionsHasNoPhenotype() {
    refused(
        "panel/tpmt/phenotypes.tsv",
        text -> text.replace("No function\tNo function\tPoor Metabolizer\t\n", ""),
        "no phenotype for No function with No function");
  }

  @Test
  void isRefusedWhenAPhenotypeHasNoRecommendation() {
    refused(
        "guideline/cpic-clopidogrel/recommendations.tsv",
        text -> text.replace("\tPoor Metabolizer | ", "\tPoor metabolizer | "),
        "0 rows for clopidogrel");
  }

  @Test
  void isRefusedWhenAnAlleleNeedsAnUnknownPositionOrBase() {
    refused("panel/tpmt/alleles.tsv", text -> text.replace("18143724", "18143725"), "18143725");
    refused(
        "panel/tpmt/alleles.tsv",
        text -> text.replace("18143724\tG", "18143724\tT"),
        "unknown bases");
  }

  @Test
  void isRefusedWhenARowIsShortOrAnActionUnknown() {
    refused("panel/tpmt/positions.tsv", text -> text.replace("\tT\tC,G", "\tTC,G"), "columns");
    refused(
        "guideline/cpic-clopidogrel/recommendations.tsv",
        text -> text.replace("\tstandard\t", "\tdouble\t"),
        "unknown action double");
  }

  private static void refused(String path, UnaryOperator<String> change, String why) {
    assertThat(new String(file(path), StandardCharsets.UTF_8))
        .isNotEqualTo(change.apply(new String(file(path), StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> KnowledgeRelease.read(changing(path, change)))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining(why);
  }

  private static Function<String, byte[]> changing(String path, UnaryOperator<String> change) {
    return file -> {
      var content = file(file);
      return file.equals(path)
          ? change
              .apply(new String(content, StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8)
          : content;
    };
  }

  private static byte[] file(String path) {
    try {
      return Files.readAllBytes(Path.of("src/main/resources").resolve(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
