package org.genomerecord.interpretation.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AKnowledgeReleaseTest {

  @Test
  void isNamedByItsDateAndTheDigestOfItsTables() {
    var release = KnowledgeRelease.builtIn();
    assertThat(release.digest()).matches("[0-9a-f]{64}");
    assertThat(release.name()).isEqualTo("2026-11-23-" + release.digest().substring(0, 12));
    assertThat(KnowledgeRelease.read(AKnowledgeReleaseTest::file).digest())
        .isEqualTo(release.digest());
  }

  @Test
  void changesItsNameWithOneWordOfATable() {
    var reworded =
        KnowledgeRelease.read(
            changing("tpmt/implications.tsv", text -> text.replace("By TPMT", "by TPMT")));
    assertThat(reworded.name()).isNotEqualTo(KnowledgeRelease.builtIn().name());
  }

  @Test
  void givesEveryPairOfAllelesAPhenotypeAndEveryPhenotypeItsRecommendations() {
    for (var panel : KnowledgeRelease.builtIn().panels()) {
      for (var one : panel.alleles()) {
        for (var other : panel.alleles()) {
          var phenotype = panel.phenotypeOf(one.name(), other.name());
          assertThat(panel.implications())
              .as(panel.gene() + " " + phenotype.name())
              .anyMatch(implication -> implication.phenotype().equals(phenotype.name()));
        }
      }
      assertThat(panel.implications())
          .allSatisfy(implication -> {
            assertThat(implication.rxNorm()).matches("\\d+");
            assertThat(implication.source().doi()).startsWith("10.");
            assertThat(implication.source().pmid()).matches("\\d{8}");
            assertThat(implication.wording()).isNotBlank().hasSizeLessThan(200);
          });
    }
  }

  @Test
  void coversTheDrugsThatItIsFor() {
    assertThat(
            KnowledgeRelease.builtIn().panels().stream()
                .flatMap(panel -> panel.implications().stream())
                .map(Implication::drug)
                .distinct())
        .containsExactly(
            "clopidogrel", "simvastatin", "azathioprine", "mercaptopurine", "thioguanine");
  }

  @Test
  void isRefusedWhenAnAlleleHasNoFunction() {
    refused("tpmt/functions.tsv", text -> text.replace("*3C\tNo function\t\n", ""), "no function");
  }

  @Test
  void isRefusedWhenAPairOfFunctionsHasNoPhenotype() {
    refused(
        "tpmt/phenotypes.tsv",
        text -> text.replace("No function\tNo function\tPoor Metabolizer\t\n", ""),
        "no phenotype for No function with No function");
  }

  @Test
  void isRefusedWhenAPhenotypeHasNoRecommendation() {
    refused(
        "slco1b1/implications.tsv",
        text -> text.replace("\tPoor Function\t", "\tPoor function\t"),
        "simvastatin");
  }

  @Test
  void isRefusedWhenAnAlleleNeedsAnUnknownPositionOrBase() {
    refused("tpmt/alleles.tsv", text -> text.replace("18143724", "18143725"), "18143725");
    refused(
        "tpmt/alleles.tsv", text -> text.replace("18143724\tG", "18143724\tT"), "unknown bases");
  }

  @Test
  void isRefusedWhenARowIsShortOrAnActionUnknown() {
    refused("tpmt/positions.tsv", text -> text.replace("\tT\tC,G", "\tTC,G"), "columns");
    refused(
        "tpmt/implications.tsv",
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
      return Files.readAllBytes(PanelsTest.folder().resolve(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
