package org.genomerecord.interpretation.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.genomerecord.interpretation.knowledge.Differences.Kind;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.junit.jupiter.api.Test;

class ImportingAReleaseTest {
  private static final ReleaseFiles BUILT_IN = ReleaseFiles.builtIn();
  private static final LocalDate DAY = LocalDate.of(2027, 1, 15);

  /// Positions 18130687 (T>C,G) to 18149127; reference allele `*1`.
  private final PublishedGene tpmt = PublishedGene.of("TPMT");

  private static ReleaseImport imported(SortedMap<String, String> files) {
    return ReleaseImport.of(BUILT_IN, files, DAY);
  }

  private List<String> defects() {
    try {
      imported(tpmt.files());
      return List.of();
    } catch (NotImportable refused) {
      return refused.defects();
    }
  }

  private ObjectNode position(int number) {
    return (ObjectNode) tpmt.definitions.path("variants").path(number);
  }

  private ObjectNode allele(ObjectNode file, String name) {
    for (var allele : file.path("namedAlleles")) {
      if (allele.path("name").asText().equals(name)) {
        return (ObjectNode) allele;
      }
    }
    throw new AssertionError("no allele " + name);
  }

  private static void remove(ObjectNode file, String allele) {
    var alleles = (ArrayNode) file.path("namedAlleles");
    for (int i = 0; i < alleles.size(); i++) {
      if (alleles.get(i).path("name").asText().equals(allele)) {
        alleles.remove(i);
      }
    }
  }

  @Test
  void whatTheTablesSayAlreadyIsNoDifference() {
    var files = new TreeMap<String, String>();
    for (var panel : KnowledgeRelease.builtIn().panels()) {
      files.putAll(PublishedGene.of(panel).files());
    }
    assertThat(files).hasSizeGreaterThan(35);

    var made = imported(files);

    assertThat(made.differences().text()).startsWith("No differences between");
    assertThat(made.hasDifferences()).isFalse();
    assertThat(made.notes()).isEmpty();
    assertThat(made.release().name()).isEqualTo(KnowledgeRelease.builtIn().name());
  }

  @Test
  void aNewAlleleIsInTheReleaseAndInTheReport() {
    tpmt.define("*99", 18130694, "C");
    tpmt.assign("*99", "No function", "n/a");

    var made = imported(tpmt.files());

    assertThat(made.release().name()).startsWith("2027-01-15-");
    assertThat(made.files().text("panel/release.txt"))
        .isEqualTo(
            "2027-01-15\nPharmCAT data 2025-11-05-00-25 over "
                + KnowledgeRelease.builtIn().name()
                + "\n");
    assertThat(made.differences().text())
        .contains("TPMT\n", "allele *99 added: 18130694 C", "function *99 added: No function");
    assertThat(made.differences().changes()).hasSize(2);
    assertThat(made.files().release().digest()).isEqualTo(made.release().digest());
  }

  @Test
  void aNewAlleleThatNoFunctionIsPublishedOfHasNone() {
    var nat2 = PublishedGene.of("NAT2");
    nat2.define("*99", 18400010, "G");

    assertThat(imported(nat2.files()).differences().text())
        .contains("function *99 added: Function not assigned");
  }

  /// The data of July 2026 define two alleles of CYP2C19 that CPIC has given no function yet: it
  /// may happen to any gene.
  @Test
  void anAlleleWithoutFunctionKeepsNoReleaseFromBeingMade() {
    for (var panel : KnowledgeRelease.builtIn().panels()) {
      var published = PublishedGene.of(panel);
      var locus = panel.loci().getFirst();
      published.define("new", locus.position(), locus.alternates().getFirst());

      assertThat(imported(published.files()).differences().text())
          .as(panel.gene())
          .contains("function new added: Function not assigned");
    }
  }

  @Test
  void structureThatSmallVariantsDoNotTellIsLeftOutAndSaid() {
    tpmt.define("*99", 18130694, "C");
    allele(tpmt.definitions, "*99").put("structuralVariant", true);
    tpmt.assign("*99", "No function", "n/a");

    var made = imported(tpmt.files());

    assertThat(made.notes())
        .containsExactly("TPMT_translation.json: *99 cannot be told from small variants");
    assertThat(made.differences().changes())
        .extracting(change -> change.kind() + " " + change.subject())
        .containsExactly("FUNCTION *99");
  }

  @Test
  void aFunctionThatChangedIsReportedWithBoth() {
    allele(tpmt.functions, "*3C").put("functionValue", "Normal function");

    assertThat(imported(tpmt.files()).differences().changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.kind()).isEqualTo(Kind.FUNCTION);
          assertThat(change.subject()).isEqualTo("*3C");
          assertThat(change.before()).isEqualTo("No function");
          assertThat(change.after()).isEqualTo("Normal function");
        });
  }

  /// As MT-RNR1 is published: each allele by itself.
  @Test
  void whatOneCopyMeansIsWhatTwoOfTheSameMean() {
    var mitochondrial = PublishedGene.of("MT-RNR1");
    var singles = mitochondrial.functions.putArray("diplotypes");
    mitochondrial
        .functions
        .path("namedAlleles")
        .forEach(allele -> {
          var risk = allele.path("functionValue").asText();
          singles
              .addObject()
              .put("diplotype", allele.path("name").asText())
              .put("phenotype", risk.substring(0, 1).toLowerCase(Locale.ROOT) + risk.substring(1))
              .putNull("activityScore")
              .putObject("diplotypekey")
              .put(allele.path("name").asText(), 1);
        });
    var files = mitochondrial.files();
    files.remove("MT-RNR1_translation.json");

    assertThat(imported(files).differences().changes()).isEmpty();

    singles.forEach(single -> ((ObjectNode) single).put("phenotype", "no risk"));
    assertThat(singles).hasSize(23);
    var changed = new TreeMap<>(Map.of("MT-RNR1.json", mitochondrial.functions.toString()));
    assertThatThrownBy(() -> imported(changed)).isInstanceOf(DefectiveKnowledge.class);
  }

  @Test
  void aPositionBeyondTheContigIsRefused() {
    position(0).put("position", 170_805_980);

    assertThat(defects())
        .containsExactly(
            "TPMT_translation.json, position chr6:170805980: is beyond the contig, which has"
                + " 170805979 bases in GRCh38");
  }

  @Test
  void aChangedReferenceBaseIsRefused() {
    position(0).put("ref", "A");
    ((ArrayNode) allele(tpmt.definitions, "*1").path("alleles")).set(0, "A");

    assertThat(defects())
        .containsExactly(
            "TPMT_translation.json, position chr6:18130687 (rs1142345): the reference base is A,"
                + " and was T");
  }

  @Test
  void aReferenceAlleleWithOtherBasesIsRefused() {
    ((ArrayNode) allele(tpmt.definitions, "*1").path("alleles")).set(0, "C");

    assertThat(defects())
        .containsExactly(
            "TPMT_translation.json, allele *1, position chr6:18130687 (rs1142345): the reference"
                + " allele has C where the reference has T");
  }

  @Test
  void anAlleleWithoutFunctionIsRefused() {
    allele(tpmt.functions, "*2").putNull("functionValue");

    assertThat(defects()).contains("TPMT.json, allele *2: has no function");
  }

  @Test
  void anAlleleThatLostItsFunctionIsRefused() {
    remove(tpmt.functions, "*40");

    assertThat(defects())
        .contains("TPMT.json, allele *40: has no function any more; it was Uncertain function");
  }

  @Test
  void aDefinitionByOtherBasesThanThePositionHasIsRefused() {
    ((ArrayNode) allele(tpmt.definitions, "*2").path("alleles")).set(1, "G");
    ((ArrayNode) allele(tpmt.definitions, "*3A").path("alleles")).remove(0);

    assertThat(defects()).singleElement().asString().contains("allele *3A").contains("has 4");
    ((ArrayNode) allele(tpmt.definitions, "*3A").path("alleles")).insertNull(0);
    assertThat(defects())
        .singleElement()
        .asString()
        .contains("allele *2, position chr6:18130694", "is defined by G");
  }

  @Test
  void pairsOfTheSameFunctionsThatMeanDifferentThingsAreRefused() {
    tpmt.diplotype(List.of("*3C"), "Intermediate Metabolizer", "n/a");

    assertThat(defects())
        .singleElement()
        .asString()
        .startsWith("TPMT.json, diplotype *3C/*3C: means something else than");
  }

  @Test
  void aFunctionThatPairsHaveNoPhenotypeForIsRefused() {
    allele(tpmt.functions, "*40").put("functionValue", "Increased function");

    assertThat(defects())
        .contains("TPMT.json, there is no phenotype for Increased function with No function");
  }

  @Test
  void aPhenotypeThatNoGuidelineKnowsIsRefused() {
    tpmt.functions
        .path("diplotypes")
        .forEach(diplotype -> {
          if (diplotype.path("phenotype").asText().equals("Poor Metabolizer")) {
            ((ObjectNode) diplotype).put("phenotype", "Very Poor Metabolizer");
          }
        });

    assertThatThrownBy(() -> imported(tpmt.files()))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining("0 rows for");
  }

  @Test
  void filesOfAnEarlierFormatOrOfTwoVersionsAreRefused() {
    tpmt.functions.put("version", "2024-01-01");
    assertThat(defects()).singleElement().asString().contains("several data versions");

    tpmt.functions.remove("namedAlleles");
    assertThat(refusalOfBoth().getMessage()).contains("TPMT.json", "another format");

    tpmt.definitions.put("version", "v1.31.0");
    assertThat(refusalOfBoth().getMessage()).contains("TPMT_translation.json", "version v1.31.0");
  }

  private NotImportable refusalOfBoth() {
    var files = new TreeMap<String, String>();
    files.put("TPMT_translation.json", tpmt.definitions.toString());
    files.put("TPMT.json", tpmt.functions.toString());
    try {
      imported(files);
    } catch (NotImportable refused) {
      return refused;
    }
    throw new AssertionError("not refused");
  }

  @Test
  void aGeneOfNoPanelAndAnotherFileAreLeftOutAndSaid() {
    tpmt.define("*99", 18130694, "C");
    tpmt.assign("*99", "No function", "n/a");
    var files = tpmt.files();
    files.put("other.json", tpmt.definitions.deepCopy().put("gene", "ABC1").toString());
    files.put("exemptions.json", "{\"gene\": \"TPMT\"}");

    assertThat(imported(files).notes())
        .containsExactly(
            "exemptions.json: neither allele definitions nor phenotypes of a gene",
            "other.json: ABC1 has no panel; a new gene needs its rules first");
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    var files = tpmt.files();
    files.put("TPMT.json", "{\n\"gene\": ");

    assertThatThrownBy(() -> imported(files))
        .isInstanceOf(NotImportable.class)
        .hasMessageContaining("TPMT.json: is no JSON from line");
    assertThatThrownBy(() -> imported(new TreeMap<>()))
        .isInstanceOf(NotImportable.class)
        .hasMessageContaining("none of the files");
  }
}
