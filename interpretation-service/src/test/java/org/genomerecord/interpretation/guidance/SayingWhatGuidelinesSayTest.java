package org.genomerecord.interpretation.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.interpret.Reliance;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows of publications, read there and not here: a table whose rows were exchanged would pass the
/// release check, and fail here.
class SayingWhatGuidelinesSayTest {
  private static List<Recommendation> advice(String drug, Map<String, List<GeneResult>> results) {
    return Guidance.of(SyntheticCallSet.RELEASE.guidelines(), results).stream()
        .filter(one -> one.drug().equals(drug))
        .toList();
  }

  /// Doses and actions for one gene: CPIC's guideline of each drug; irinotecan DPWG 2022, table 2.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "codeine | CYP2D6 | Poor Metabolizer | | avoid | strong | poorly relieved",
        "codeine | CYP2D6 | Ultrarapid Metabolizer | | avoid | strong | toxicity",
        "nortriptyline | CYP2D6 | Intermediate Metabolizer | | reduce | moderate | 25 %",
        "nortriptyline | CYP2D6 | Poor Metabolizer | | avoid | strong | half",
        "nortriptyline | CYP2D6 | Ultrarapid Metabolizer | | avoid | strong | higher target dose",
        "desipramine | CYP2D6 | Intermediate Metabolizer | | reduce | optional | 25 %",
        "desipramine | CYP2D6 | Normal Metabolizer | | standard | strong | ",
        "tropisetron | CYP2D6 | Ultrarapid Metabolizer | | alternative | moderate | granisetron",
        "ondansetron | CYP2D6 | Poor Metabolizer | | none | none | usual starting dose",
        "tropisetron | CYP2D6 | Intermediate Metabolizer | | none | none | usual starting dose",
        "paroxetine | CYP2D6 | Ultrarapid Metabolizer | | alternative | moderate | ",
        "paroxetine | CYP2D6 | Intermediate Metabolizer | | monitor | optional | lower starting",
        "atorvastatin | SLCO1B1 | Poor Function | | reduce | moderate | 20 mg",
        "atorvastatin | SLCO1B1 | Decreased Function | | reduce | moderate | 40 mg",
        "tamoxifen | CYP2D6 | Poor Metabolizer | 0 | alternative | strong | ",
        "tamoxifen | CYP2D6 | Intermediate Metabolizer | 0.125 | alternative | moderate | ",
        "tamoxifen | CYP2D6 | Intermediate Metabolizer | 1.125 | alternative | optional | ",
        "irinotecan | UGT1A1 | Poor Metabolizer | | reduce | ungraded | 70 %",
        "irinotecan | UGT1A1 | Intermediate Metabolizer | | standard | ungraded | ",
        "ribavirin | IFNL3 | Favorable Response | | standard | strong | 70 %",
        "ribavirin | IFNL3 | Unfavorable Response | | monitor | strong | 30 %",
        "abacavir | HLA-B *57:01 | *57:01 positive | | avoid | strong | ",
        "abacavir | HLA-B *57:01 | *57:01 negative | | standard | strong | ",
        "plazomicin | MT-RNR1 | increased risk of aminoglycoside-induced hearing loss | | avoid | strong | deafness",
        "ribostamycin | MT-RNR1 | increased risk of aminoglycoside-induced hearing loss | | avoid | strong | deafness",
        "netilmicin | MT-RNR1 | uncertain risk of aminoglycoside-induced hearing loss | | standard | optional | ",
        "enflurane | RYR1 | Malignant Hyperthermia Susceptibility | | avoid | strong | hyperthermia",
        "methoxyflurane | CACNA1S | Malignant Hyperthermia Susceptibility | | avoid | strong | hyperthermia",
        "toluidine blue | G6PD | Deficient | | avoid | moderate | haemolysis",
        "methylene blue | G6PD | Deficient | | avoid | moderate | haemolysis",
        "toluidine blue | G6PD | Deficient with CNSHA | | avoid | strong | haemolysis",
        "toluidine blue | G6PD | Variable | | monitor | moderate | enzyme activity",
        "rasburicase | G6PD | Deficient | | avoid | strong | haemolysis",
      })
  void oneGene(
      String drug,
      String gene,
      String phenotype,
      Double score,
      String action,
      String strength,
      String words) {
    assertThat(advice(drug, Map.of(gene, List.of(new GeneResult(phenotype, score)))))
        .filteredOn(one -> one.basis().stream().anyMatch(of -> of.gene().equals(gene)))
        .filteredOn(one -> !one.context().equals(SayingForWhomADoseIsTest.LOW_DOSES))
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action);
          assertThat(one.strength().name().toLowerCase(Locale.ROOT)).isEqualTo(strength);
          assertThat(one.wording()).contains(words == null ? "" : words);
        });
  }

  /// CPIC warfarin, 2017 update (doi:10.1002/cpt.668), figure 2: for others than these it advises
  /// nothing by the gene.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CYP4F2 | rs2108622 CT | adult, no African ancestry | increase | optional | 5 to 10 %",
        "rs12777823 | rs12777823 AG | adult, African American | reduce | moderate | 10 to 25 %",
      })
  void warfarinOfOneAncestry(
      String gene, String result, String context, String action, String strength, String words) {
    var byGene = advice("warfarin", Map.of(gene, List.of(new GeneResult(result, null))));

    assertThat(byGene)
        .filteredOn(one -> one.action() != Action.NONE)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.context()).isEqualTo(context);
          assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action);
          assertThat(one.strength().name().toLowerCase(Locale.ROOT)).isEqualTo(strength);
          assertThat(one.wording()).contains(words);
        });
    assertThat(byGene).extracting(Recommendation::context).contains("paediatric");
  }

  /// CPIC thiopurines, 2025 update (doi:10.1002/cpt.70209).
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "azathioprine | Normal Metabolizer | Normal Metabolizer | standard | strong | 2 mg/kg",
        "azathioprine | Intermediate Metabolizer | Normal Metabolizer | reduce | strong | 30 to 80 %",
        "azathioprine | Intermediate Metabolizer | Intermediate Metabolizer | reduce | moderate | 20 to 50 %",
        "azathioprine | Poor Metabolizer | Normal Metabolizer | alternative | strong | not a thiopurine",
        "azathioprine | Indeterminate | Poor Metabolizer | alternative | strong | not a thiopurine",
        "azathioprine | - | Intermediate Metabolizer | reduce | strong | By NUDT15 alone",
        "azathioprine | Indeterminate | - | none | none | red blood cells",
        "thioguanine | Normal Metabolizer | Normal Metabolizer | standard | strong | 40 mg/m2",
        "thioguanine | Normal Metabolizer | Intermediate Metabolizer | reduce | moderate | 30 to 80 %",
        "thioguanine | Normal Metabolizer | Poor Metabolizer | reduce | strong | three times a week",
        "thioguanine | Poor Metabolizer | Normal Metabolizer | reduce | strong | three times a week",
        "thioguanine | - | Poor Metabolizer | reduce | strong | three times a week",
      })
  void twoGenesTogether(
      String drug, String tpmt, String nudt15, String action, String strength, String words) {
    var results = new HashMap<String, List<GeneResult>>();
    results.put("TPMT", result(tpmt));
    results.put("NUDT15", result(nudt15));

    assertThat(advice(drug, results))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.context()).isEqualTo("any");
          assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action);
          assertThat(one.strength().name().toLowerCase(Locale.ROOT)).isEqualTo(strength);
          assertThat(one.wording()).contains(words);
        });
  }

  /// FDA label of siponimod, June 2024 (sections 2.2, 2.3 and 4): *1/*3 and *2/*2 have one score
  /// and other doses.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*1/*1 | standard | ungraded | 2 mg",
        "*1/*2 | standard | ungraded | 2 mg",
        "*2/*2 | standard | ungraded | 2 mg",
        "*1/*3 | reduce | ungraded | 1 mg",
        "*3/*2 | reduce | ungraded | 1 mg",
        "*3/*3 | avoid | ungraded | contraindicated",
        "*3/*6 | none | none | no dose",
        "*6/*6 | none | none | other alleles",
        "*1/*6 | none | none | other alleles",
        "*13/*1 | none | none | other alleles",
        "*1/*9 | none | none | other alleles",
        "*1/*7 | none | none | other alleles",
        "*3/*7 | none | none | no dose",
        "*3/*8 | none | none | no dose",
      })
  void siponimodGoesByTheAlleleThatItsLabelNames(
      String diplotype, String action, String strength, String words) {
    var interpreted =
        SyntheticCallSet.INTERPRETER.interpret(
            Map.of(),
            Map.of("CYP2C9", new OutsideCall("CYP2C9", diplotype, "", null)),
            Set.of("pharmacogenomic"));

    assertThat(interpreted.recommendations())
        .filteredOn(one -> one.drug().equals("siponimod"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action);
          assertThat(one.strength().name().toLowerCase(Locale.ROOT)).isEqualTo(strength);
          assertThat(one.wording()).contains(words);
          assertThat(one.source().cited()).isEqualTo("pmid:37561888");
        });
  }

  @Test
  void siponimodHasNoDoseByAPhenotypeAlone() {
    var interpreted =
        SyntheticCallSet.INTERPRETER.interpret(
            Map.of(),
            Map.of("CYP2C9", new OutsideCall("CYP2C9", "", "Intermediate Metabolizer", "1.0")),
            Set.of("pharmacogenomic"));

    assertThat(interpreted.recommendations())
        .filteredOn(one -> one.drug().equals("siponimod"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.wording())
                .isEqualTo(
                    "No recommendation without CYP2C9 *3, CYP2C9 *1 or *2, which the test does not"
                        + " tell. If *3 on both copies: avoid. If *3 on one copy and *1 or *2 on one"
                        + " copy: reduce."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*1 / *3 | reduce",
        "*1/*3.001 | reduce",
        "*3.001 / *3 | avoid",
        "*2.001/*1.002 | standard",
        "*1/*999 | none",
        "*1/*3x2 | none",
        "*1 | none",
      })
  void siponimodGoesByThePairHoweverTheLaboratorySpellsIt(String diplotype, String action) {
    var interpreted =
        SyntheticCallSet.INTERPRETER.interpret(
            Map.of(),
            Map.of(
                "CYP2C9", new OutsideCall("CYP2C9", diplotype, "Intermediate Metabolizer", "1.0")),
            Set.of("pharmacogenomic"));

    assertThat(interpreted.recommendations())
        .filteredOn(one -> one.drug().equals("siponimod"))
        .extracting(one -> one.action().name().toLowerCase(Locale.ROOT))
        .containsExactly(action);
  }

  /// What tells *3 is missing: then *1/*1 is not what the label doses. Another allele that is not
  /// excluded does not take the dose away, and is said; *2 in the place of *1 changes nothing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*1 | *1 | 0 | standard | ",
        "*1 | *1 | 94981296 | none | ",
        "*1 | *2 | 94981296 | none | ",
        "*1 | *1 | 94942290 | standard | ",
        "*1 | *3 | 94942290 | reduce | ",
        "*1 | *1 | 94981301 | standard | *5",
        "*1 | *3 | 94981301 | reduce | *5",
        "*2 | *2 | 94981224 | standard | ",
      })
  void siponimodHasNoDoseWhereTheAllelesPositionWasNotCalled(
      String first, String second, int missing, String action, @Nullable String open) {
    var panel = SyntheticCallSet.panel("CYP2C9");
    var lines =
        new ArrayList<>(
            SyntheticCallSet.carrying(panel, allele(panel, first), allele(panel, second), false));
    assertThat(lines.removeIf(line -> line.position() == missing)).isEqualTo(missing != 0);
    var interpreted =
        SyntheticCallSet.INTERPRETER.interpret(
            SyntheticCallSet.calls(lines), Set.of("pharmacogenomic"));
    var advice =
        interpreted.recommendations().stream()
            .filter(one -> one.drug().equals("siponimod"))
            .toList();

    assertThat(advice)
        .extracting(one -> one.action().name().toLowerCase(Locale.ROOT))
        .containsExactly(action);
    assertThat(Reliance.absences(advice.getFirst(), interpreted.findings()))
        .isEqualTo(
            Stream.ofNullable(open)
                .map(allele ->
                    "CYP2C9: alleles not excluded: "
                        + allele
                        + ". This advice rests on none of them being there.")
                .toList());
    if (action.equals("none")) {
      assertThat(advice.getFirst().wording())
          .isEqualTo(
              "No recommendation without CYP2C9 *3, which the test does not tell. If *3 on both"
                  + " copies: avoid. If *3 on one copy and *1 or *2 on one copy: reduce.");
    }
  }

  /// CPIC fluoropyrimidines 2017, NSAIDs 2020, phenytoin 2020, atomoxetine 2019, tamoxifen 2018: by
  /// scores. Of a laboratory that states the phenotype alone, what all its scores have in common.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DPYD | Poor Metabolizer | fluorouracil | avoid | If the activity score is 0.0: No breakdown",
        "DPYD | Intermediate Metabolizer | capecitabine | reduce | half the usual dose",
        "DPYD | Normal Metabolizer | capecitabine | standard | Usual",
        "CYP2C9 | Poor Metabolizer | ibuprofen | reduce | 25 to 50 %",
        "CYP2C9 | Intermediate Metabolizer | ibuprofen | none | If it is 1.0: monitor.",
        "CYP2C9 | Intermediate Metabolizer | phenytoin | none | If it is 1.0: reduce.",
        "CYP2C9 | Poor Metabolizer | phenytoin | reduce | 50 %",
        "CYP2D6 | Poor Metabolizer | tamoxifen | alternative | Little active",
        "CYP2D6 | Ultrarapid Metabolizer | tamoxifen | standard | Usual",
        "CYP2D6 | Intermediate Metabolizer | tamoxifen | alternative | If the activity score is 1.0: ",
        "CYP2D6 | Intermediate Metabolizer | atomoxetine | none | If it is 0.25 or 0.5 or 0.75: monitor.",
        "CYP2D6 | Indeterminate | tamoxifen | none | uncertain or unknown",
      })
  void aPhenotypeAloneIsAnsweredAsFarAsItsScoresAgree(
      String gene, String phenotype, String drug, String action, String words) {
    var interpreted =
        SyntheticCallSet.INTERPRETER.interpret(
            Map.of(),
            Map.of(gene, new OutsideCall(gene, "", phenotype, null)),
            Set.of("pharmacogenomic"));

    assertThat(interpreted.recommendations())
        .filteredOn(one -> one.drug().equals(drug))
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action);
          assertThat(one.wording()).contains(words);
        });
  }

  private static NamedAllele allele(Panel panel, String name) {
    return panel.alleles().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /// CPIC tricyclics, 2016 update (doi:10.1002/cpt.597), as its tables apply it to two genes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Indeterminate | Normal Metabolizer | none",
        "Indeterminate | Intermediate Metabolizer | none",
        "Normal Metabolizer | Indeterminate | none",
        "Indeterminate | Poor Metabolizer | avoid",
        "Ultrarapid Metabolizer | Indeterminate | avoid",
        "- | Intermediate Metabolizer | standard",
      })
  void anUncertainAlleleIsNoNormalOne(String cyp2d6, String cyp2c19, String action) {
    var results = new HashMap<String, List<GeneResult>>();
    results.put("CYP2D6", result(cyp2d6));
    results.put("CYP2C19", result(cyp2c19));

    for (var drug : List.of("amitriptyline", "trimipramine")) {
      assertThat(advice(drug, results))
          .filteredOn(one -> !one.context().equals(SayingForWhomADoseIsTest.LOW_DOSES))
          .singleElement()
          .satisfies(
              one -> assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action));
    }
  }

  private static List<GeneResult> result(String phenotype) {
    return phenotype.equals("-") ? List.of() : List.of(new GeneResult(phenotype, null));
  }

  /// CPIC atomoxetine 2019: children by weight, adults not.
  @ParameterizedTest
  @CsvSource({
    "0, paediatric, 0.5 mg/kg a day, 4 h after",
    "0.125, adult, 40 mg a day, 2 to 4 h",
    "2, adult, 80 mg a day after 3 days, 1 to 2 h",
    "0.5, paediatric, 0.5 mg/kg a day, 2 to 4 h",
    "1, paediatric, 1.2 mg/kg a day after 3 days, 1 to 2 h",
  })
  void childrenGetDosesOfTheirOwn(double score, String context, String dose, String level) {
    assertThat(advice("atomoxetine", Map.of("CYP2D6", List.of(new GeneResult("any", score)))))
        .filteredOn(one -> one.context().equals(context))
        .singleElement()
        .satisfies(one -> assertThat(one.wording()).contains(dose, level));
  }

  @Test
  void everyFolderIsActiveAndSaysForWhomItIs() throws IOException {
    var folder = Path.of("src/main/resources/guideline");
    try (var entries = Files.list(folder)) {
      var folders =
          entries.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList();
      assertThat(Files.readAllLines(folder.resolve("active.txt")))
          .isSorted()
          .containsExactlyInAnyOrderElementsOf(folders);
      for (var name : folders) {
        assertThat(Files.readString(folder.resolve(name).resolve("SOURCES.md")))
            .as(name)
            .contains(
                "- Licence: ", "- Read from: ", "- Population: ", "- Left out: ", "DOI", "PMID");
      }
    }
  }
}
