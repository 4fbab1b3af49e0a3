package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.BOUNDS;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingWhoseGenomeItIsTest {
  private static final int OUTSIDE_PAR = 10_000_000;
  private static final int PAR1 = 20_000;

  @ParameterizedTest
  @CsvSource({"60, FEMALE", "50, FEMALE", "35, FEMALE", "15, MALE", "0, MALE"})
  void heterozygousCallsOnXTellTheSex(int heterozygous, Sex sex) {
    assertThat(profile(x(heterozygous, 100 - heterozygous, OUTSIDE_PAR, "PASS")).sexOfX())
        .contains(sex);
  }

  @Test
  void fewCallsOrSomethingBetweenTellNothing() {
    assertThat(profile(x(60, 39, OUTSIDE_PAR, "PASS")).sexOfX()).isEmpty();
    assertThat(profile(x(25, 75, OUTSIDE_PAR, "PASS")).sexOfX()).isEmpty();
  }

  @Test
  void callsOfThePseudoautosomalRegionOrThatFailedTellNothing() {
    assertThat(profile(x(60, 60, PAR1, "PASS")).sexOfX()).isEmpty();
    assertThat(profile(x(60, 60, OUTSIDE_PAR, "LowQual")).sexOfX()).isEmpty();
    assertThat(profile(x(0, 120, OUTSIDE_PAR, ".")).sexOfX()).contains(Sex.MALE);
  }

  @Test
  void oneAlleleOnXIsThatOfAMale() {
    var vcf = new SyntheticVcf();
    for (int at = 0; at < 100; at++) {
      vcf.record("chrX " + (OUTSIDE_PAR + at) + " . G A . PASS . GT 1");
    }

    assertThat(profile(vcf).sexOfX()).contains(Sex.MALE);
  }

  @Test
  void anotherSexThanTheStatedOneIsRefused() {
    var male = x(0, 120, OUTSIDE_PAR, "PASS");

    assertThat(refused(stating(male, Sex.FEMALE), "sex-contradiction").line()).isNull();
    acceptedSilently(stating(male, Sex.MALE));
    acceptedSilently(male.outcome());
    acceptedSilently(stating(x(0, 20, OUTSIDE_PAR, "PASS"), Sex.FEMALE));
  }

  @Test
  void onlyThePatientsSampleCounts() {
    var two = new SyntheticVcf().samples("SYN1", "SYN2");
    for (int at = 0; at < 100; at++) {
      two.record("chrX " + (OUTSIDE_PAR + at) + " . G A . PASS . GT 0/1 1/1");
    }

    assertThat(profile(outcomeOf(two.bytes(), new VcfExpectations("SYN1", null), BOUNDS)).sexOfX())
        .contains(Sex.FEMALE);
    assertThat(profile(outcomeOf(two.bytes(), new VcfExpectations("SYN2", null), BOUNDS)).sexOfX())
        .contains(Sex.MALE);
  }

  @ParameterizedTest
  @CsvSource({"29, true", "31, false", "60, false", "84, false", "86, true"})
  void aRateOfHeterozygousCallsThatNobodyHasIsWarnedOf(int percent, boolean unusual) {
    var outcome = autosomal(20_000, percent).outcome();

    assertThat(profile(outcome).heterozygosity()).isPresent();
    assertThat(accepted(outcome).warnings().stream().map(VcfProblem::code).toList())
        .isEqualTo(unusual ? List.of("heterozygosity-unusual") : List.of());
  }

  @Test
  void ofFewCallsThereIsNoRate() {
    var outcome = autosomal(19_900, 0).outcome();

    assertThat(profile(outcome).heterozygosity()).isEmpty();
    acceptedSilently(outcome);
  }

  private static SyntheticVcf autosomal(int records, int percent) {
    var vcf = new SyntheticVcf();
    for (int at = 0; at < records; at++) {
      vcf.record(
          "chr12 " + (1_000_000 + at) + " . G A . . . GT " + (at % 100 < percent ? "0/1" : "1/1"));
    }
    return vcf;
  }

  private static SyntheticVcf x(int heterozygous, int homozygous, int from, String filter) {
    var vcf = new SyntheticVcf();
    for (int at = 0; at < heterozygous + homozygous; at++) {
      var genotype = at < heterozygous ? "0/1" : "1/1";
      vcf.record("chrX %d . G A . %s . GT %s".formatted(from + at, filter, genotype));
    }
    return vcf;
  }

  private static VcfOutcome stating(SyntheticVcf vcf, Sex sex) {
    return outcomeOf(vcf.bytes(), new VcfExpectations(null, null, sex), BOUNDS);
  }

  private static SampleProfile profile(SyntheticVcf vcf) {
    return profile(vcf.outcome());
  }

  private static SampleProfile profile(VcfOutcome outcome) {
    return accepted(outcome).profile();
  }
}
