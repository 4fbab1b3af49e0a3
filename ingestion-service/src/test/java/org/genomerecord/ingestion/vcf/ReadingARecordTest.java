package org.genomerecord.ingestion.vcf;

import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.Outcomes.warned;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingARecordTest {
  private final SyntheticVcf vcf = new SyntheticVcf().record("chr10 5 . G A . . . GT 0/1");
  private final long line = vcf.firstRecordLine() + 1;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chr10 100 . G A . . .|column-count",
        "chr10 100 . G A . . . GT 0/1 0/1|column-count",
        "chr10 100  G A . . . GT 0/1|column-empty",
        "ch=<r10 100 . G A . . . GT 0/1|contig-name-invalid",
        "chr10 1,00 . G A . . . GT 0/1|pos-not-integer",
        "chr10 1e3 . G A . . . GT 0/1|pos-not-integer",
        "chr10 +100 . G A . . . GT 0/1|pos-not-integer",
        "chr10 0100 . G A . . . GT 0/1|pos-not-integer",
        "chr10 1_000 . G A . . . GT 0/1|pos-not-integer",
        "chr10 \u0661\u0662 . G A . . . GT 0/1|pos-not-integer",
        "chr10 2147483648 . G A . . . GT 0/1|pos-not-integer",
        "chr10 -7 . G A . . . GT 0/1|pos-negative",
        "chr12 0 . G A . . . GT 0/1|pos-zero",
        "chr10 133797423 . G A . . . GT 0/1|pos-beyond-contig",
        "chr10 133797422 . GC G . . . GT 0/1|ref-beyond-contig",
        "chr10 100 . . A . . . GT 0/1|ref-empty",
        "chr10 100 . R A . . . GT 0/1|ref-base-invalid",
        "chr10 100 . G - . . . GT 0/1|alt-invalid",
        "chr10 100 . G A,. . . . GT 0/1|alt-invalid",
        "chr10 100 . G A, . . . GT 0/1|alt-invalid",
        "chr10 100 . G R . . . GT 0/1|alt-invalid",
        "chr10 100 . G <DEL . . . GT 0/1|alt-invalid",
        "chr10 100 . G g . . . GT 0/1|alt-equals-ref",
        "chr10 100 . G A,a . . . GT 0/1|alt-repeated",
        "chr10 100 . G G[chr12:5 . . . GT 0/1|breakend-malformed",
        "chr10 100 . G G[chr12:5] . . . GT 0/1|breakend-malformed",
        "chr10 100 . G G[chr12[ . . . GT 0/1|breakend-malformed",
        "chr10 100 . G G[chr12:133275311[ . . . GT 0/1|pos-beyond-contig",
        "chr10 100 . G A 12,5 . . GT 0/1|qual-not-number",
        "chr10 100 . G A 1f . . GT 0/1|qual-not-number",
        "chr10 100 . G A 0x1p3 . . GT 0/1|qual-not-number",
        "chr10 100 . G A . PASS;LowQual . GT 0/1|filter-pass-and-failed",
        "chr10 100 . G A . LowQual; . GT 0/1|filter-malformed",
        "chr10 100 . G <DEL> . . END=99 GT 0/1|end-before-pos",
        "chr10 100 . G <DEL> . . END=1e3 GT 0/1|end-not-integer",
        "chr10 100 . G <DEL> . . END=133797423 GT 0/1|end-beyond-contig"
      })
  void whatCouldChangeAPositionOrAnAlleleIsRefused(String record, String code) {
    refused(vcf.record(record).outcome(), line, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chr10 100 . g a 1e-3 . . GT 0/1",
        "chr10 100 . N * inf LowQual . GT 0/1",
        "chr10 100 . G . . . . GT 0/0",
        "chr10 100 . G <DEL> . . END=133797422 GT 0/1",
        "chr10 100 . G G[chr12:5[ . . . GT 0/1",
        "chr10 100 . G ]chr12:133275310]AG . . . GT 0/1",
        "chr10 100 . G .G . . . GT 0/1",
        "chr10 100 . G G<insert7> . . . GT 0/1",
        "chr12 0 . N .[chr12:5[ . . . GT 0/1",
        "chr10 133797423 . N N[chr12:5[ . . . GT 0/1",
        "chr10 100 . G A,C . . DP=.;AF=0.1,.;DB GT 1/2"
      })
  void legalFormsAreAccepted(String record) {
    acceptedSilently(vcf.record(record).outcome());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chr10 100 . G A . Own . GT 0/1|filter-undeclared",
        "chr10 100 . G A . . OWN=1 GT 0/1|info-undeclared",
        "chr10 100 . G A . . . GT:OWN 0/1:7|format-undeclared",
        "chr10 100 . G <DUP> . . . GT 0/1|alt-undeclared",
        "chr13 100 . G A . . . GT 0/1|contig-undeclared",
        "chr10 100 . G A . . DP=many GT 0/1|info-type-mismatch",
        "chr10 100 . G A . . DP GT 0/1|info-type-mismatch",
        "chr10 100 . G A . . DB=1 GT 0/1|info-type-mismatch",
        "chr10 100 . G A,C . . AF=0.5 GT 0/1|info-count-mismatch",
        "chr10 100 . G A . . DP=5; GT 0/1|info-entry-empty",
        "chr10 100 . G A . . DP=5;DP=6 GT 0/1|info-key-repeated"
      })
  void whatTouchesNoGenotypeIsWarnedOf(String record, String code) {
    warned(vcf.record(record).outcome(), line, code);
  }

  @Test
  void anInfoKeyTwiceIsRefusedFrom43On() {
    vcf.fileFormat("VCFv4.3").record("chr10 100 . G A . . DP=5;DP=6 GT 0/1");

    refused(vcf.outcome(), line, "info-key-repeated");
  }

  @Test
  void spacesInInfoValuesAreAllowedFrom43On() {
    var spaced = "chr10 100 . G A . . NOTE=two_words GT 0/1";
    var text = vcf.record(spaced).text().replace("two_words", "two words");

    warned(SyntheticVcf.outcomeOf(text), line, "info-with-space");
    acceptedSilently(SyntheticVcf.outcomeOf(text.replace("VCFv4.2", "VCFv4.3")));
  }

  @Test
  void tandemRepeatsOfDifferentLengthsShareASymbolFrom44On() {
    vcf.metaLine("##ALT=<ID=CNV:TR,Description=\"Repeat\">")
        .record("chr10 100 . G <CNV:TR>,<CNV:TR> . . END=160 GT 1/2");

    refused(vcf.outcome(), line + 1, "alt-repeated");
    acceptedSilently(vcf.fileFormat("VCFv4.4").outcome());
  }
}
