package org.genomerecord.ingestion.vcf;

import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.Outcomes.warned;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingGenotypesTest {
  private final SyntheticVcf vcf = new SyntheticVcf();
  private final long line = vcf.firstRecordLine();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "AD:GT 5,5:0/1;gt-not-first",
        "GT:AD:AD 0/1:5,5:5,5;format-key-repeated",
        "GT: 0/1:;format-empty",
        "GT 0/2;genotype-index-beyond-alt",
        "GT 0/;genotype-malformed",
        "GT /1;genotype-malformed",
        "GT 0//1;genotype-malformed",
        "GT 0/-1;genotype-malformed",
        "GT 0/01;genotype-malformed",
        "GT 0/A;genotype-malformed",
        "GT 0\\1;genotype-malformed",
        "GT 0/99999999999;genotype-malformed",
        "GT 0/0/1;ploidy-impossible",
        "GT 0/1:5,5;sample-values-too-many",
        "GT:PS 0|1:yes;phase-set-malformed"
      })
  void brokenGenotypesAreRefused(String formatAndSample, String code) {
    refused(vcf.record("chr10 100 . G A . . . " + formatAndSample).outcome(), line, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GT 0|1",
        "GT ./.",
        "GT .",
        "GT ./1",
        "GT:AD:PL 0/1:5,5:9,0,9",
        "GT:AD:PL 0/1:5,5",
        "GT:AD:PL 0/1",
        "GT:AD:PL 0/1:.:.",
        "GT:PS 0|1:100",
        "AD 5,5"
      })
  void wholeGenotypesAreAccepted(String formatAndSample) {
    acceptedSilently(vcf.record("chr10 100 . G A . . . " + formatAndSample).outcome());
  }

  @Test
  void aBrokenColumnOfAnotherSampleRefusesTheFile() {
    vcf.samples("SYN1", "SYN2").record("chr10 100 . G A . . . GT 0/1 0/3");
    var outcome =
        SyntheticVcf.outcomeOf(vcf.bytes(), new VcfExpectations("SYN1", null), SyntheticVcf.BOUNDS);

    refused(outcome, line, "genotype-index-beyond-alt");
  }

  @Test
  void oneAlleleIsUsualOnSexChromosomesAndTheMitochondrionOnly() {
    acceptedSilently(
        new SyntheticVcf()
            .record("chrX 100 . G A . . . GT:PL 1:9,0")
            .record("chrX 101 . G A . . . GT 0/1")
            .record("chrM 100 . G A . . . GT 1")
            .record("chrM 101 . G A . . . GT 0/1")
            .outcome());
    warned(vcf.record("chr10 100 . G A . . . GT 1").outcome(), line, "ploidy-unusual");
  }

  @Test
  void depthsThatDoNotFitTheAllelesAreWarnedOf() {
    warned(
        vcf.record("chr10 100 . G A . . . GT:AD 0/1:5,5,5").outcome(),
        line,
        "format-count-mismatch");
    warned(
        new SyntheticVcf().record("chr10 100 . G A . . . GT:AD 0/1:5,x").outcome(),
        line,
        "format-type-mismatch");
  }

  @Test
  void theFirstAlleleMayHaveItsPhaseFrom44On() {
    vcf.record("chr10 100 . G A . . . GT /0|1");

    refused(vcf.outcome(), line, "genotype-malformed");
    acceptedSilently(vcf.fileFormat("VCFv4.4").outcome());
  }

  @Test
  void localAllelesCountWhatTheyList() {
    var local =
        new SyntheticVcf()
            .fileFormat("VCFv4.5")
            .metaLine("##FORMAT=<ID=LAA,Number=.,Type=Integer,Description=\"Local alleles\">")
            .metaLine("##FORMAT=<ID=LAD,Number=LR,Type=Integer,Description=\"Local depths\">")
            .record("chr10 100 . G A,T . . . GT:LAA:LAD 0/2:2:14,17");

    acceptedSilently(local.outcome());
    refused(
        local.record("chr10 101 . G A,T . . . GT:LAA:LAD 0/2:3:14,17").outcome(),
        "local-alleles-beyond-alt");
  }
}
