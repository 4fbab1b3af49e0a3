package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.INTERPRETER;

import java.util.Map;
import java.util.Set;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A laboratory names several variants of a copy as we do.
class CombinationsOfTheLaboratoryTest {

  @ParameterizedTest
  @CsvSource({
    "[c.1905+1G>A (*2A) + c.2933A>G]/c.498G>A, Intermediate Metabolizer, 1.0",
    "c.498G>A/[c.2933A>G + c.1905+1G>A (*2A)], Intermediate Metabolizer, 1.0",
    "[c.2846A>T + c.1905+1G>A (*2A)]/[c.498G>A + c.2846A>T], Poor Metabolizer, 0.5",
    "[c.61C>T + c.2846A>T]/Reference, Intermediate Metabolizer, 1.0",
  })
  void theLeastActiveVariantOfEachCopyTellsThePhenotype(
      String diplotype, String phenotype, String score) {
    var found = found("DPYD", diplotype);

    assertThat(found.certainty()).isEqualTo(Certainty.REPORTED);
    assertThat(found.diplotypes())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.label()).isEqualTo(diplotype);
          assertThat(it.phenotype()).isEqualTo(phenotype);
          assertThat(it.activityScore()).isEqualTo(score);
        });
  }

  @Test
  void oneOfThemThatIsNotKnownLeavesTheCallUnknown() {
    assertThat(found("DPYD", "[c.498G>A + c.1A>G]/Reference").certainty())
        .isEqualTo(Certainty.NOT_CALLED);
  }

  @Test
  void allelesOfAGeneThatIsCalledByPairsDoNotLieTogether() {
    assertThat(found("CYP2C19", "[*2 + *3]/*1").certainty()).isEqualTo(Certainty.NOT_CALLED);
  }

  private static Finding found(String gene, String diplotype) {
    return INTERPRETER
        .interpret(
            Map.of(),
            Map.of(gene, new OutsideCall(gene, diplotype, "", null)),
            Set.of("pharmacogenomic"))
        .findings()
        .getFirst();
  }
}
