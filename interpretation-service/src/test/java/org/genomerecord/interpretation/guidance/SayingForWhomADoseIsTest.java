package org.genomerecord.interpretation.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A dose is for those whom its guideline made it for, and for what; who it is not for is told so.
class SayingForWhomADoseIsTest {
  static final String LOW_DOSES = "low starting doses, as for neuropathic pain";

  private static List<Recommendation> advice(String drug, Map<String, List<GeneResult>> results) {
    return Guidance.of(SyntheticCallSet.RELEASE.guidelines(), results).stream()
        .filter(one -> one.drug().equals(drug))
        .toList();
  }

  private static List<GeneResult> result(String phenotype) {
    return phenotype.equals("-") ? List.of() : List.of(new GeneResult(phenotype, null));
  }

  /// CPIC tricyclics, 2016 update (doi:10.1002/cpt.597): its tables are for higher starting doses,
  /// as for depression.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nortriptyline | Poor Metabolizer | - | monitor | ungraded",
        "nortriptyline | Ultrarapid Metabolizer | - | none | none",
        "desipramine | Normal Metabolizer | - | standard | ungraded",
        "amitriptyline | Poor Metabolizer | Normal Metabolizer | monitor | ungraded",
        "doxepin | Normal Metabolizer | Likely Poor Metabolizer | none | none",
        "trimipramine | Poor Metabolizer | Likely Poor Metabolizer | monitor | ungraded",
        "imipramine | - | Rapid Metabolizer | none | none",
        "clomipramine | Indeterminate | Normal Metabolizer | none | none",
      })
  void aLowDoseOfATricyclicIsNotChangedAsOneForDepressionIs(
      String drug, String cyp2d6, String cyp2c19, String action, String strength) {
    var results = Map.of("CYP2D6", result(cyp2d6), "CYP2C19", result(cyp2c19));

    assertThat(advice(drug, results))
        .filteredOn(one -> one.context().equals(LOW_DOSES))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.action().name().toLowerCase(Locale.ROOT)).isEqualTo(action);
          assertThat(one.strength().name().toLowerCase(Locale.ROOT)).isEqualTo(strength);
        });
  }

  /// CPIC efavirenz 2019 (doi:10.1002/cpt.1477).
  @ParameterizedTest
  @CsvSource({"Poor Metabolizer, REDUCE", "Normal Metabolizer, STANDARD"})
  void lightChildrenDoNotGetTheDoseOfHeavierOnes(String phenotype, Action action) {
    assertThat(advice("efavirenz", Map.of("CYP2B6", result(phenotype))))
        .extracting(Recommendation::context, Recommendation::action)
        .containsExactly(
            tuple("adult or child above 40 kg", action),
            tuple("child of 40 kg or less", Action.NONE));
  }

  @Test
  void whatIsCitedIsWhatTheRowsWereReadFrom() {
    assertThat(advice("ondansetron", Map.of("CYP2D6", result("Normal Metabolizer"))))
        .singleElement()
        .satisfies(one -> assertThat(one.source().cited()).isEqualTo("doi:10.1002/cpt.598"));
  }
}
