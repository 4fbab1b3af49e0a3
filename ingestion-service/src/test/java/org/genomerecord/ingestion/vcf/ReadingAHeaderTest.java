package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.Outcomes.warned;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAHeaderTest {
  private final SyntheticVcf vcf = new SyntheticVcf().soundRecords();

  @ParameterizedTest
  @ValueSource(strings = {"VCFv4.1", "VCFv4.2", "VCFv4.3", "VCFv4.4", "VCFv4.5"})
  void versionsFrom41To45AreTaken(String version) {
    var text = vcf.fileFormat(version).text();
    // 4.1 has no Number for one value by allele.
    var outcome =
        outcomeOf(version.equals("VCFv4.1") ? text.replace("Number=R", "Number=.") : text);

    acceptedSilently(outcome);
    assertThat(accepted(outcome).fileFormat()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VCFv3.2", "VCFv4.0", "VCFv4.6", "VCFv4.20", "BCFv4.2", "VCFv4.2 "})
  void otherVersionsAreRefused(String version) {
    refused(vcf.fileFormat(version).outcome(), 1, "version-not-supported");
  }

  @Test
  void theFirstLineIsTheFileFormat() {
    refused(outcomeOf("##source=first\n" + vcf.text()), 1, "fileformat-missing");
    refused(outcomeOf("a log line\n" + vcf.text()), 1, "not-vcf");
    refused(outcomeOf("\n" + vcf.text()), 1, "not-vcf");
    refused(
        vcf.metaLine("##fileformat=VCFv4.2").outcome(),
        vcf.firstRecordLine() - 2,
        "fileformat-repeated");
  }

  @Test
  void dataBeforeTheColumnNamesIsRefused() {
    var text = vcf.text().replaceAll("#CHROM.*\n", "");

    refused(outcomeOf(text), vcf.firstRecordLine() - 1, "header-line-missing");
    refused(outcomeOf("##fileformat=VCFv4.2\n"), "header-line-missing");
  }

  @Test
  void theFixedColumnsHaveTheirOrderAndTabs() {
    long line = vcf.firstRecordLine() - 1;

    refused(outcomeOf(vcf.text().replace("REF\tALT", "ALT\tREF")), line, "header-columns-wrong");
    refused(outcomeOf(vcf.text().replace("INFO\tFORMAT", "INFO FORMAT")), "header-columns-wrong");
    refused(outcomeOf(vcf.text().replace("INFO\tFORMAT\t", "INFO\t")), "header-columns-wrong");
  }

  @Test
  void headerLinesAmongTheRecordsAreRefused() {
    var columnNames = vcf.text().lines().filter(it -> it.startsWith("#CHROM")).findFirst();
    long after = vcf.firstRecordLine() + 3;

    refused(
        outcomeOf(vcf.text() + columnNames.orElseThrow() + "\n"), after, "header-line-repeated");
    refused(outcomeOf(vcf.text() + "##source=late\n"), after, "meta-line-after-header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##INFO=<ID=X,Number=1,Type=Float,Description=\"open>",
        "##INFO=<ID=X,Number=1,Type=Float,Description=\"closed\"",
        "##INFO=<ID=X,Number=1,Type=Double,Description=\"no type\">",
        "##INFO=<ID=X,Number=two,Type=Float,Description=\"no number\">",
        "##INFO=<Number=1,Type=Float,Description=\"no ID\">",
        "##FILTER=<ID=,Description=\"empty ID\">",
        "##FORMAT=nothing",
        "##INFO"
      })
  void declarationsAreWellFormedInEveryVersion(String declaration) {
    vcf.metaLine(declaration);

    refused(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-line-malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##note of the laboratory",
        "##caller=",
        "##=value",
        "##",
        "##caller=<Command=\"open>",
        "##caller=<Command=\"closed\""
      })
  void everyMetaLineHasAKeyAndAValueAndClosesWhatItOpens(String line) {
    vcf.metaLine(line);

    refused(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-line-malformed");
  }

  @Test
  void fieldsOfOtherMetaLinesAreWellFormedFrom43On() {
    vcf.metaLine("##caller=<Command=\"a \"b\" c\">");

    warned(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-line-unusual");
    refused(vcf.fileFormat("VCFv4.3").outcome(), vcf.firstRecordLine() - 2, "meta-line-malformed");
  }

  @Test
  void anAddressInAngleBracketsHasNoFields() {
    acceptedSilently(vcf.metaLine("##pedigreeDB=<https://example.org/families>").outcome());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##INFO=<ID=X,Number=1,Type=Float>",
        "##INFO=<ID=X,Number=1,Type=Float,Description=bare>",
        "##FORMAT=<ID=X,Number=0,Type=Flag,Description=\"a sample has no flags\">",
        "##FILTER=<ID=X>"
      })
  void declarationsLackNothing(String declaration) {
    vcf.metaLine(declaration);

    refused(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-line-malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##INFO=<ID=X,Number=1,Type=Flag,Description=\"flag with a value\">",
        "##INFO=<ID=X,Number=0,Type=Integer,Description=\"nothing to count\">"
      })
  void flagsHaveNoValuesAndNothingElseHasNone(String declaration) {
    vcf.metaLine(declaration);

    warned(vcf.outcome(), vcf.firstRecordLine() - 2, "flag-declaration-unusual");
  }

  @Test
  void quotedTextMayHoldEveryMarkOfTheSyntax() {
    acceptedSilently(
        vcf.metaLine("##INFO=<ID=X,Number=.,Type=String,Description=\"a=b, <c> \\\"d\\\" \\\\\">")
            .metaLine("##META=<ID=Tissue,Type=String,Number=.,Values=[Blood, Liver]>")
            .outcome());
  }

  @Test
  void theGenotypeIsDeclaredAsReserved() {
    var other = vcf.text().replace("ID=GT,Number=1,Type=String", "ID=GT,Number=1,Type=Integer");
    long line = 1 + other.lines().takeWhile(it -> !it.startsWith("##FORMAT=<ID=GT")).count();

    warned(outcomeOf(other), line, "genotype-declaration-unusual");
  }

  @Test
  void anyOtherAlleleIsDeclaredAndItsLackSaidOnce() {
    vcf.record("chr12 21178700 . G <NON_REF> . . END=21178800 GT 0/0")
        .record("chr12 21178801 . G <NON_REF> . . END=21178900 GT 0/0");

    warned(vcf.outcome(), vcf.firstRecordLine() + 3, "alt-undeclared");
    assertThat(accepted(vcf.outcome()).report().warningCount()).isEqualTo(1);
  }

  @Test
  void oneIdDeclaredInTwoWaysIsRefused() {
    vcf.metaLine("##INFO=<ID=AF,Number=1,Type=String,Description=\"Frequency\">");

    refused(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-id-repeated");
  }

  @Test
  void oneIdDeclaredTwiceTheSameWayIsWarnedOf() {
    vcf.metaLine("##INFO=<ID=AF,Number=A,Type=Float,Description=\"Frequency\">");

    warned(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-id-repeated");
  }

  @Test
  void theMitochondrionIsOneContigUnderAllItsNames() {
    vcf.metaLine("##contig=<ID=MT,length=16571>");

    refused(vcf.outcome(), vcf.firstRecordLine() - 2, "meta-id-repeated");
  }

  @Test
  void aHeaderWithoutRecordsIsWarnedOf() {
    var empty = new SyntheticVcf();

    warned(empty.outcome(), empty.firstRecordLine() - 1, "no-data-lines");
  }
}
