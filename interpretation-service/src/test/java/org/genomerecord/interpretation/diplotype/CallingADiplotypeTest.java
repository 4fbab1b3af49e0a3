package org.genomerecord.interpretation.diplotype;

import static org.assertj.core.api.Assertions.assertThat;

import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.Test;

class CallingADiplotypeTest {

  @Test
  void onlyTheBestExplanationIsCalledInWhateverOrderTheTableListsAlleles() {
    var panel = SyntheticCallSet.panel("SLCO1B1");
    var alleles = panel.alleles();
    var fifteenth =
        alleles.stream().filter(allele -> allele.name().equals("*15")).findFirst().orElseThrow();
    var calls =
        SyntheticCallSet.calls(
            SyntheticCallSet.carrying(panel, alleles.getFirst(), fifteenth, false));
    // *5/*37 explains the same calls by fewer positions.
    assertThat(new DiplotypeCaller(panel).call(calls).best())
        .containsExactly(new AllelePair("*1", "*15"));
    assertThat(new DiplotypeCaller(reversed(panel)).call(calls))
        .isEqualTo(new DiplotypeCaller(panel).call(calls));
  }

  private static Panel reversed(Panel panel) {
    return new Panel(
        panel.name(),
        panel.gene(),
        panel.hgncId(),
        panel.dataClass(),
        panel.loci(),
        panel.alleles().reversed(),
        panel.rules(),
        panel.functions(),
        panel.phenotypes());
  }
}
