package org.genomerecord.interpretation.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// CYP2D6 in the form in which PharmCAT publishes it: single alleles, copies, combinations, and all
/// pairs of them.
class ImportingAGeneThatLaboratoriesCallTest {
  private static final ReleaseFiles BUILT_IN = ReleaseFiles.builtIn();
  private static final String FUNCTIONS = "panel/cyp2d6/functions.tsv";

  private final ObjectNode cyp2d6 = JsonNodeFactory.instance.objectNode();
  private final Map<String, String> activities = new HashMap<>();
  private final List<String> alleles = new ArrayList<>();

  ImportingAGeneThatLaboratoriesCallTest() {
    cyp2d6.put("gene", "CYP2D6").put("version", PublishedGene.VERSION);
    cyp2d6.putObject("haplotypes");
    for (var row : Table.parse(FUNCTIONS, BUILT_IN.text(FUNCTIONS).getBytes(UTF_8)).rows()) {
      var activity = row.get("activity");
      assign(row.get("allele"), row.get("function"), activity.isEmpty() ? "n/a" : activity);
    }
    assign("*1x2", "Increased function", "2.0");
    assign("*2x≥3", "Increased function", "≥3.0");
    assign("*36 + *10x2", "Decreased function", "0.5");
    assign("*13 + *68x2 + *4", "No function", "0.0");
    assign("*43x2", "Uncertain function", "n/a");
    assign("*68x2", "No function", null);
    for (var one : alleles) {
      for (var other : alleles.subList(alleles.indexOf(one), alleles.size())) {
        pair(one, other);
      }
    }
  }

  private void assign(String allele, String function, @Nullable String activity) {
    cyp2d6
        .withArray("namedAlleles")
        .addObject()
        .put("name", allele)
        .put("functionValue", function)
        .put("activityValue", activity);
    alleles.add(allele);
    if (activity != null) {
      activities.put(allele, activity);
    }
  }

  /// By the consensus of 2019 (doi:10.1111/cts.12692).
  private void pair(String one, String other) {
    var score = score(one, other);
    var phenotype =
        score.isEmpty() || score.equals("n/a")
            ? "Indeterminate"
            : phenotype(Double.parseDouble(score.replace("≥", "")));
    var diplotype =
        cyp2d6
            .withArray("diplotypes")
            .addObject()
            .put("diplotype", one + "/" + other)
            .put("phenotype", phenotype)
            .put("activityScore", score.isEmpty() ? null : score);
    diplotype.putObject("diplotypekey").put(one, one.equals(other) ? 2 : 1).put(other, 1);
  }

  private String score(String one, String other) {
    var first = activities.get(one);
    var second = activities.get(other);
    if (first == null || second == null) {
      return "";
    }
    if (first.equals("n/a") || second.equals("n/a")) {
      return "n/a";
    }
    var sum =
        Double.parseDouble(first.replace("≥", "")) + Double.parseDouble(second.replace("≥", ""));
    return (first.startsWith("≥") || second.startsWith("≥") ? "≥" : "") + sum;
  }

  private static String phenotype(double score) {
    if (score == 0) {
      return "Poor Metabolizer";
    }
    if (score < 1.25) {
      return "Intermediate Metabolizer";
    }
    return score <= 2.25 ? "Normal Metabolizer" : "Ultrarapid Metabolizer";
  }

  private ObjectNode allele(String name) {
    return (ObjectNode) cyp2d6.path("namedAlleles").get(alleles.indexOf(name));
  }

  private ReleaseImport imported() {
    return ReleaseImport.of(
        BUILT_IN,
        new TreeMap<>(Map.of("CYP2D6.json", cyp2d6.toString())),
        LocalDate.of(2027, 1, 15));
  }

  private List<String> defects() {
    try {
      imported();
      return List.of();
    } catch (NotImportable refused) {
      return refused.defects();
    }
  }

  @Test
  void whatTheTablesSayAlreadyIsNoDifference() {
    assertThat(cyp2d6.path("diplotypes")).hasSizeGreaterThan(12_000);

    assertThat(imported().hasDifferences()).isFalse();
    assertThat(imported().notes()).isEmpty();
  }

  @Test
  void newAllelesAndValuesAreTakenOverAndReported() {
    cyp2d6.putArray("diplotypes");
    assign("*999", "Decreased function", "0.5");
    allele("*41").put("activityValue", "0.5");

    assertThat(imported().differences().text())
        .contains(
            "CYP2D6\n",
            "function *999 added: Decreased function (0.5)",
            "function *41 changed: Decreased function (0.25) → Decreased function (0.5)");
    assertThat(imported().differences().changes()).hasSize(2);
    assertThat(imported().files().text(FUNCTIONS)).doesNotContain("x2", "≥", "+", "n/a");
  }

  @Test
  void anotherValueThanItsPairsArePublishedByIsRefused() {
    allele("*41").put("activityValue", "0.5");

    assertThat(defects())
        .contains(
            "CYP2D6.json, diplotype *1/*41: is published as Normal Metabolizer (1.25), and is"
                + " Normal Metabolizer (1.5) by the gene's bands",
            "CYP2D6.json, diplotype *9/*41: is published as Intermediate Metabolizer (0.5), and is"
                + " Intermediate Metabolizer (0.75) by the gene's bands");
  }

  @Test
  void aPhenotypeOfAnotherBandIsRefused() {
    cyp2d6
        .path("diplotypes")
        .forEach(diplotype -> {
          if (diplotype.path("activityScore").asText().equals("1.25")) {
            ((ObjectNode) diplotype).put("phenotype", "Intermediate Metabolizer");
          }
        });

    assertThat(defects())
        .contains(
            "CYP2D6.json, diplotype *1/*10: is published as Intermediate Metabolizer (1.25), and is"
                + " Normal Metabolizer (1.25) by the gene's bands");
  }

  @Test
  void aCombinationThatScoresOtherThanItsPartsIsRefused() {
    cyp2d6.putArray("diplotypes");
    allele("*36 + *10x2").put("activityValue", "0.25");

    assertThat(defects())
        .containsExactly(
            "CYP2D6.json, allele *36 + *10x2: its activity value is 0.25, and its parts make 0.5");
  }

  @Test
  void anAlleleThatLostItsFunctionOrHasNoNumberIsRefused() {
    cyp2d6.putArray("diplotypes");
    allele("*41").put("name", "*999");
    allele("*10").put("activityValue", "≥1");
    assertThat(defects())
        .containsExactly(
            "CYP2D6.json, allele *10: its activity value is no number",
            "CYP2D6.json, allele *41: has no function any more; it was Decreased function");

    allele("*9").put("activityValue", "some");
    assertThat(defects())
        .containsExactly("CYP2D6.json, allele *9: its activity value is no number");
  }

  @Test
  void whatIsNotReadOfSuchGenesIsSaid() {
    var files = new TreeMap<String, String>();
    files.put("CYP2D6.json", cyp2d6.toString());
    files.put(
        "CYP2D6_translation.json",
        "{\"gene\": \"CYP2D6\", \"variants\": [], \"namedAlleles\": []}");
    files.put("HLA-B.json", cyp2d6.deepCopy().put("gene", "HLA-B").toString());

    assertThat(ReleaseImport.of(BUILT_IN, files, LocalDate.of(2027, 1, 15)).notes())
        .containsExactly(
            "CYP2D6_translation.json: CYP2D6 is called by laboratories, not by definitions",
            "HLA-B.json: guidelines ask for single alleles of HLA-B; its tables stay");
  }

  @Test
  void aGeneWithoutTablesAloneIsRefusedWithTheReason() {
    cyp2d6.put("gene", "F5");

    assertThatThrownBy(this::imported)
        .isInstanceOf(NotImportable.class)
        .hasMessageContaining("CYP2D6.json: F5 has no panel; a new gene needs its rules first")
        .hasMessageContaining("none of the files");
  }
}
