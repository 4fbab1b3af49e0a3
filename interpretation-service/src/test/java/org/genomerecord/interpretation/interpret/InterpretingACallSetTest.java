package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.calls;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.panel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.Test;

class InterpretingACallSetTest {
  private static final Set<String> PERMITTED = Set.of("pharmacogenomic");

  @Test
  void aClassThatIsNotPermittedIsNotComputed() {
    var calls = calls(carrying("TPMT", "*1", "*3A"));
    assertThat(SyntheticCallSet.INTERPRETER.interpret(calls, Set.of()).findings()).isEmpty();
    assertThat(SyntheticCallSet.INTERPRETER.interpret(calls, Set.of("germline")).findings())
        .isEmpty();
    assertThat(SyntheticCallSet.INTERPRETER.interpret(calls, PERMITTED).findings())
        .hasSameSizeAs(RELEASE.panels());
  }

  @Test
  void whatIsKeptOfAClassKeepsAdviceByASingleAllele() {
    var interpreted =
        SyntheticCallSet.INTERPRETER.interpret(
            new LocusCalls(Map.of()),
            Map.of("HLA-B", new OutsideCall("HLA-B", "*57:01/*07:02", "", null)),
            PERMITTED);

    assertThat(interpreted.only(PERMITTED).recommendations())
        .isEqualTo(interpreted.recommendations())
        .extracting(Recommendation::drug)
        .contains("abacavir");
    assertThat(interpreted.only(Set.of("germline")).recommendations()).isEmpty();
  }

  /// CPIC clopidogrel 2022, table 2: in acute coronary syndrome or PCI, intermediate metabolizers
  /// get another drug, a strong recommendation; in other cardiovascular indications there is none.
  @Test
  void clopidogrelIsToldForEachIndication() {
    assertThat(advice("clopidogrel", calls(carrying("CYP2C19", "*1", "*2"))))
        .extracting(Recommendation::action, Recommendation::strength)
        .containsExactly(
            tuple(Action.ALTERNATIVE, Strength.STRONG),
            tuple(Action.NONE, Strength.NONE),
            tuple(Action.ALTERNATIVE, Strength.MODERATE));
  }

  @Test
  void aMissingDefiningPositionIsNeverTakenAsReference() {
    var lines = new ArrayList<>(carrying("CYP2C19", "*1", "*1"));
    lines.removeIf(line -> line.position() == 94781859 || line.position() == 94775367);
    var finding = finding("CYP2C19", calls(lines));
    assertThat(finding.certainty()).isEqualTo(Certainty.PROVISIONAL);
    assertThat(finding.positionsMissing())
        .extracting(Position::label)
        .containsExactly("chr10:94775367 (rs12769205)", "chr10:94781859 (rs4244285)");
    assertThat(finding.allelesNotExcluded()).contains("*2", "*35");
    assertThat(finding.phenotypesNotExcluded())
        .contains("Intermediate Metabolizer", "Poor Metabolizer");
    assertThat(finding.caveats()).anySatisfy(it -> assertThat(it).contains("Poor Metabolizer"));
  }

  @Test
  void aGeneWithoutAnyCallGetsNoCallAndNoAdvice() {
    var finding = finding("CYP2C19", new LocusCalls(Map.of()));
    assertThat(finding.certainty()).isEqualTo(Certainty.NOT_CALLED);
    assertThat(finding.diplotypes()).isEmpty();
    assertThat(finding.caveats()).contains("No defining position was called.");
    assertThat(advice("clopidogrel", new LocusCalls(Map.of())))
        .isNotEmpty()
        .allSatisfy(recommendation -> {
          assertThat(recommendation.action()).isEqualTo(Action.NONE);
          assertThat(recommendation.wording()).contains("CYP2C19");
        });
  }

  @Test
  void basesThatNoAlleleIsDefinedByPreventACallAndAreSaid() {
    var lines = new ArrayList<>(carrying("SLCO1B1", "*1", "*1"));
    lines.replaceAll(line ->
        line.position() == 21178615
            ? new SyntheticCallSet.Line(line.contig(), line.position(), "T", "A", "0/1")
            : line);
    var finding = finding("SLCO1B1", calls(lines));
    assertThat(finding.certainty()).isEqualTo(Certainty.NOT_CALLED);
    assertThat(finding.positionsUndocumented())
        .extracting(Position::label)
        .containsExactly("chr12:21178615 (rs4149056)");
  }

  @Test
  void allDiplotypesThatExplainTheCallsEquallyWellAreReported() {
    var finding = finding("SLCO1B1", calls(carrying("SLCO1B1", "*5", "*20")));
    assertThat(finding.certainty()).isEqualTo(Certainty.AMBIGUOUS);
    assertThat(finding.diplotypes())
        .extracting(Diplotype::label)
        .containsExactly("*5/*20", "*15/*19", "*37/*40");
  }

  @Test
  void findingsSurviveJson() throws JsonProcessingException {
    var json = new ObjectMapper();
    var lines = new ArrayList<>(carrying("CYP2C19", "*1", "*2"));
    lines.removeFirst();
    var findings = SyntheticCallSet.INTERPRETER.interpret(calls(lines), PERMITTED);
    assertThat(json.readValue(json.writeValueAsString(findings), Interpreted.class))
        .isEqualTo(findings);
  }

  @Test
  void nothingOfAFindingIsPrinted() {
    var finding = finding("TPMT", calls(carrying("TPMT", "*1", "*3A")));
    assertThat(finding).hasToString("Finding[TPMT]");
    assertThat(finding.diplotypes().toString()).doesNotContain("*", "Metabolizer");
    assertThat(advice("azathioprine", calls(carrying("TPMT", "*1", "*3A"))).toString())
        .doesNotContain("Metabolizer", "dose");
  }

  private static List<Recommendation> advice(String drug, LocusCalls calls) {
    return SyntheticCallSet.INTERPRETER.interpret(calls, PERMITTED).recommendations().stream()
        .filter(recommendation -> recommendation.drug().equals(drug))
        .toList();
  }

  private static Finding finding(String gene, LocusCalls calls) {
    return SyntheticCallSet.INTERPRETER.interpret(calls, PERMITTED).findings().stream()
        .filter(finding -> finding.gene().equals(gene))
        .findFirst()
        .orElseThrow();
  }

  private static List<SyntheticCallSet.Line> carrying(String gene, String first, String second) {
    var panel = panel(gene);
    return SyntheticCallSet.carrying(panel, allele(panel, first), allele(panel, second), false);
  }

  private static NamedAllele allele(Panel panel, String name) {
    return panel.alleles().stream()
        .filter(allele -> allele.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
