package org.genomerecord.interpretation.diplotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What variants that are named one by one are called, and in which order, as PharmCAT has it.
class NamingVariantsTest {
  private static final Panel RYANODINE = SyntheticCallSet.panel("RYR1");
  private static final Panel PYRIMIDINE = SyntheticCallSet.panel("DPYD");

  @Test
  void aCombinationComesAfterAVariantByItself() {
    assertThat(call(RYANODINE, "38444203=1|0 38444211=1|0 38466392=0|1").best())
        .extracting(AllelePair::label)
        .containsExactly("c.3172G>A/[c.479A>G + c.487C>T]");
  }

  @Test
  void combinationsAreSortedByHowManyPartsTheyHaveAndThenByTheFirst() {
    var names = List.of("[c.9A>G + c.10A>G]", "Reference", "[c.1A>G + c.2A>G + c.3A>G]");
    assertThat(names.stream().sorted(AlleleName.ORDER))
        .containsExactly("Reference", "[c.9A>G + c.10A>G]", "[c.1A>G + c.2A>G + c.3A>G]");
    assertThat(new AllelePair("[c.10A>G + c.11A>G]", "[c.9A>G + c.12A>G]").label())
        .isEqualTo("[c.9A>G + c.12A>G]/[c.10A>G + c.11A>G]");
  }

  /// Positions 97573863 (exonic) and 97579893 (intronic) are those of HapB3, 97450058 that of *2A.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "97573863=0/1 97579893=0/1; Reference | c.1129-5923C>G, c.1236G>A (HapB3)",
        "97573863=0/1 97450058=0/1; Reference | c.1905+1G>A (*2A)",
        "97573863=0/1 97579893=0/1 97450058=0/1;"
            + " c.1129-5923C>G, c.1236G>A (HapB3) | c.1905+1G>A (*2A)",
        "97573863=0/1 97579893=1/1 97450058=0/1;"
            + " c.1129-5923C>G | c.1129-5923C>G, c.1236G>A (HapB3) | c.1905+1G>A (*2A)",
      })
  void unphasedTheReferenceIsListedWhereACopyHasNothingElse(String genotypes, String variants) {
    var call = call(PYRIMIDINE, genotypes);
    assertThat(String.join(" | ", call.variants())).isEqualTo(variants);
    assertThat(call.best()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "97579893=0/1 97573863=./.; Reference/c.1129-5923C>G",
        "97579893=1/1 97573863=./.; c.1129-5923C>G/c.1129-5923C>G",
        "97573863=0/1 97579893=./.; Reference/c.1129-5923C>G, c.1236G>A (HapB3)",
        "97573863=1/1 97579893=1/1;"
            + " c.1129-5923C>G, c.1236G>A (HapB3)/c.1129-5923C>G, c.1236G>A (HapB3)",
      })
  void ofAHaplotypeWhatWasCalledIsNamed(String genotypes, String pair) {
    assertThat(call(PYRIMIDINE, genotypes).best())
        .extracting(AllelePair::label)
        .containsExactly(pair);
  }

  @Test
  void aHaplotypeOfWhichAPartWasCalledIsNotExcluded() {
    var call = call(PYRIMIDINE, "97579893=0/1 97573863=./.");
    assertThat(call.notExcluded()).containsExactly("c.1129-5923C>G, c.1236G>A (HapB3)");
  }

  /// @param genotypes by position, of the first alternate; the others are the reference
  private static DiplotypeCall call(Panel panel, String genotypes) {
    var byPosition =
        Arrays.stream(genotypes.split(" ", -1))
            .map(one -> one.split("=", -1))
            .collect(Collectors.toMap(one -> Integer.parseInt(one[0]), one -> one[1]));
    return new DiplotypeCaller(panel).call(SyntheticCallSet.calls(lines(panel, byPosition)));
  }

  private static List<Line> lines(Panel panel, Map<Integer, String> byPosition) {
    return panel.loci().stream()
        .map(locus ->
            new Line(
                locus.chromosome(),
                locus.position(),
                locus.reference(),
                String.join(",", locus.alternates()),
                byPosition.getOrDefault(locus.position(), "0/0")))
        .toList();
  }
}
