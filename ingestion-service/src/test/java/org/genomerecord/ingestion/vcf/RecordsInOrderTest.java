package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import org.junit.jupiter.api.Test;

class RecordsInOrderTest {
  private static final String BLOCKS = "##ALT=<ID=NON_REF,Description=\"Any other allele\">";

  private final SyntheticVcf vcf = new SyntheticVcf();
  private final long line = vcf.firstRecordLine();

  @Test
  void aPositionThatGoesBackIsRefusedWithTheRemedy() {
    vcf.record("chr10 100 . G A . . . GT 0/1").record("chr10 99 . G A . . . GT 0/1");

    var problem = refused(vcf.outcome(), "unsorted");
    assertThat(problem.line()).isEqualTo(line + 1);
    assertThat(problem.reason()).contains("sort");
  }

  @Test
  void aContigThatReturnsIsRefused() {
    vcf.record("chr12 100 . G A . . . GT 0/1")
        .record("chr10 100 . G A . . . GT 0/1")
        .record("chr12 200 . G A . . . GT 0/1");

    refused(vcf.outcome(), line + 2, "contig-not-contiguous");
  }

  @Test
  void theMitochondrionUnderAnotherNameIsTheSameContig() {
    vcf.record("chrM 100 . G A . . . GT 1").record("MT 100 . G A . . . GT 1");

    refused(vcf.outcome(), line + 1, "duplicate-record");
  }

  @Test
  void theSameAlleleTwiceIsRefusedWhateverItsGenotype() {
    vcf.record("chr10 100 rs1 G A,C . . . GT 0/1").record("chr10 100 . g C,A 9 . . GT 0/0");

    refused(vcf.outcome(), line + 1, "duplicate-record");
  }

  @Test
  void longAllelesAreToldApart() {
    var bases = "ACGT".repeat(100);
    vcf.record("chr10 100 . G G" + bases + "A . . . GT 0/1")
        .record("chr10 100 . G G" + bases + "C . . . GT 0/1");

    acceptedSilently(vcf.outcome());
    refused(vcf.record("chr10 100 . G G" + bases + "A . . . GT 0/1").outcome(), "duplicate-record");
  }

  @Test
  void anotherAlleleAtTheSamePositionIsFine() {
    acceptedSilently(
        vcf.record("chr10 100 rs1 G A . . . GT 0/1")
            .record("chr10 100 rs1 G C . . . GT 0/1")
            .record("chr10 100 . GA G . . . GT 0/1")
            .outcome());
  }

  @Test
  void deletionsOfDifferentLengthsAreDifferent() {
    acceptedSilently(
        vcf.record("chr10 100 . G <DEL> . . END=200 GT 0/1")
            .record("chr10 100 . G <DEL> . . END=300 GT 0/1")
            .outcome());
  }

  @Test
  void blocksThatFollowEachOtherAreAGvcf() {
    var outcome =
        vcf.metaLine(BLOCKS)
            .record("chr10 100 . G <NON_REF> . . END=199 GT 0/0")
            .record("chr10 200 . GT G,<NON_REF> . . . GT 0/1")
            .record("chr10 201 . T *,C,<NON_REF> . . . GT 1/2")
            .record("chr10 202 . G <NON_REF> . . END=299 GT 0/0")
            .outcome();

    acceptedSilently(outcome);
    assertThat(accepted(outcome).gvcf()).isTrue();
  }

  @Test
  void aBlockThatBeginsInsideAnotherIsRefused() {
    vcf.metaLine(BLOCKS)
        .record("chr10 100 . G <NON_REF> . . END=199 GT 0/0")
        .record("chr10 199 . G <NON_REF> . . END=299 GT 0/0");

    refused(vcf.outcome(), line + 2, "gvcf-blocks-overlap");
  }

  @Test
  void aVariantInsideABlockIsRefused() {
    vcf.metaLine(BLOCKS)
        .record("chr10 100 . G <NON_REF> . . END=199 GT 0/0")
        .record("chr10 150 . G A,<NON_REF> . . . GT 0/1");

    refused(vcf.outcome(), line + 2, "gvcf-blocks-overlap");
  }

  /// VCF 4.5: the block of one sample may go on where that of another has ended.
  @Test
  void onlyThePatientsOwnBlocksOverlap() {
    acceptedSilently(ofTwo("0/0:10 0/0:101", "0/0:90 ."));
    acceptedSilently(ofTwo("0/0:101 0/0:10", ". 0/0:90"));
    refused(ofTwo("0/0:101 0/0:10", "0/0:90 0/0:90"), "gvcf-blocks-overlap");
  }

  private static VcfOutcome ofTwo(String before, String samples) {
    var vcf =
        new SyntheticVcf()
            .fileFormat("VCFv4.5")
            .samples("SYN1", "SYN2")
            .metaLine("##ALT=<ID=*,Description=\"Any other allele\">")
            .metaLine("##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"Length\">")
            .record("chr10 100 . G <*> . . END=200 GT:LEN " + before)
            .record("chr10 110 . G <*> . . END=199 GT:LEN " + samples);
    return outcomeOf(vcf.bytes(), new VcfExpectations("SYN1", null), SyntheticVcf.BOUNDS);
  }

  @Test
  void aBlockInsideACalledDeletionIsRefused() {
    vcf.metaLine(BLOCKS)
        .record("chr10 100 . GTT G,<NON_REF> . . . GT 0/1")
        .record("chr10 102 . T <NON_REF> . . END=199 GT 0/0");

    refused(vcf.outcome(), line + 2, "gvcf-blocks-overlap");
  }

  @Test
  void aVariantInsideAnAccountOfTheReferenceOutsideGvcfIsFine() {
    var outcome =
        vcf.record("chr10 100 . G <DEL> . . END=200 GT 0/1")
            .record("chr10 150 . G A . . . GT 0/1")
            .outcome();

    acceptedSilently(outcome);
    assertThat(accepted(outcome).gvcf()).isFalse();
  }
}
