package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.gzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundsOfAValidationTest {
  private final SyntheticVcf vcf = new SyntheticVcf().soundRecords();

  @Test
  void aLineMayBeAsLongAsTheBoundAndNoLonger() {
    int longest = vcf.text().lines().mapToInt(String::length).max().orElseThrow();

    accepted(within(bounds(1 << 20, longest, 100, 10, 100, 100)));
    refused(within(bounds(1 << 20, longest - 1, 100, 10, 100, 100)), "line-too-long");
  }

  @Test
  void decompressedTextIsBounded() {
    var bomb = gzip(new byte[10_000_000]);

    refused(
        outcomeOf(bomb, VcfExpectations.NONE, bounds(1 << 20, 1 << 24, 100, 10, 100, 100)),
        "text-too-long");
    refused(
        outcomeOf(bomb, VcfExpectations.NONE, bounds(1 << 30, 1 << 12, 100, 10, 100, 100)),
        "line-too-long");
  }

  @Test
  void headerLinesSamplesAndRecordsAreBounded() {
    refused(within(bounds(1 << 20, 1000, 5, 10, 100, 100)), 6, "header-too-long");
    refused(within(bounds(1 << 20, 1000, 100, 10, 2, 100)), "records-too-many");
    vcf.samples("SYN1", "SYN2", "SYN3");
    refused(within(bounds(1 << 20, 1000, 100, 2, 100, 100)), "samples-too-many");
  }

  @Test
  void recordsAtOnePositionAreBounded() {
    var crowded =
        new SyntheticVcf()
            .record("chr10 100 . G A . . . GT 0/0")
            .record("chr10 100 . G C . . . GT 0/0")
            .record("chr10 100 . G T . . . GT 0/0");

    refused(
        outcomeOf(crowded.bytes(), VcfExpectations.NONE, bounds(1 << 20, 1000, 100, 10, 100, 2)),
        crowded.firstRecordLine() + 2,
        "records-per-position");
  }

  @Test
  void whatIsComparedInOtherWordsIsBounded() {
    assertThat(repeatedBehind("GAC GAT,GTTT")).isEqualTo(1);
    assertThat(repeatedBehind("GAC GAT,GTTTT")).isZero();
    assertThat(repeatedBehind("GACA GATA,G")).isEqualTo(1);
    assertThat(repeatedBehind("GACAA GATAA,G")).isZero();
    assertThat(repeatedBehind("GAC GAT,G,GA")).isZero();
  }

  /// How many variants are found to be repeated by a record behind, of C to T.
  private static long repeatedBehind(String alleles) {
    var repeated =
        new SyntheticVcf()
            .record("chr10 100 . " + alleles + " . . . GT 0/1")
            .record("chr10 102 . C T . . . GT 0/1");
    var outcome =
        outcomeOf(repeated.bytes(), VcfExpectations.NONE, bounds(1 << 20, 1000, 100, 10, 9, 9));

    return accepted(outcome).warnings().stream()
        .filter(warning -> warning.code().equals("variant-repeated"))
        .count();
  }

  @Test
  void emptyLinesAtTheEndAreBounded() {
    var bounds = bounds(1 << 20, 1000, 100, 10, 100, 100);

    accepted(outcomeOf((vcf.text() + "\n\n").getBytes(UTF_8), VcfExpectations.NONE, bounds));
    refused(
        outcomeOf((vcf.text() + "\n\n\n").getBytes(UTF_8), VcfExpectations.NONE, bounds),
        "column-count");
  }

  @Test
  void allProblemsAreCountedAndTheFirstAreKept() {
    var broken = new SyntheticVcf();
    for (int position = 1; position <= 1300; position++) {
      broken.record("chr10 " + position + " . G Q . . . GT 0/1");
    }
    var refusal = (VcfOutcome.Refused) broken.outcome();

    assertThat(refusal.report().errorCount()).isEqualTo(1300);
    assertThat(refusal.problems()).hasSize(1000);
    assertThat(refusal.report().errors())
        .containsExactly(Map.entry(ProblemCode.ALT_INVALID, 1300L));
    assertThat(refusal.refusal().problem()).isEqualTo(refusal.problems().getFirst());
    assertThat(refusal.refusal().category().status()).isEqualTo(422);
  }

  @Test
  void oneNoisyKeyDoesNotHideOtherWarnings() {
    var noisy = new SyntheticVcf();
    for (int position = 1; position <= 300; position++) {
      noisy.record("chr10 " + position + " . G A . . OWN=1 GT 0/1");
    }
    noisy.record("chr10 301 . G A . Own . GT 0/1");
    var outcome = accepted(noisy.outcome());

    assertThat(outcome.report().warningCount()).isEqualTo(301);
    assertThat(outcome.warnings())
        .extracting(VcfProblem::code)
        .containsExactly("info-undeclared", "filter-undeclared");
  }

  @Test
  void aBoundOfNothingIsAMistake() {
    assertThatThrownBy(() -> bounds(0, 1, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private VcfOutcome within(VcfBounds bounds) {
    return outcomeOf(vcf.bytes(), new VcfExpectations("SYN1", null), bounds);
  }

  private static VcfBounds bounds(
      long text, int line, int headerLines, int samples, long records, int perPosition) {
    return new VcfBounds(
        text,
        line,
        headerLines,
        1 << 20,
        samples,
        records,
        perPosition,
        3,
        4,
        2,
        100,
        100,
        100,
        100);
  }
}
