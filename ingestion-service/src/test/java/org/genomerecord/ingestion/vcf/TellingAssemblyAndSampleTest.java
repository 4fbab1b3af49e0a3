package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.Outcomes.warned;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.BOUNDS;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TellingAssemblyAndSampleTest {
  private final SyntheticVcf vcf = new SyntheticVcf().soundRecords();

  @Test
  void contigLengthsTellTheAssembly() {
    assertThat(accepted(vcf.withoutReference().outcome()).assembly()).isEqualTo(Assembly.GRCH38);
  }

  @ParameterizedTest
  @CsvSource({
    "GRCh38.p14, GRCH38",
    "file:///references/hg38/v0/Homo_sapiens_assembly38.fasta, GRCH38",
    "GCA_000001405.15_GRCh38_no_alt_analysis_set.fna, GRCH38",
    "file:///bundle/b37/human_g1k_v37_decoy.fasta, GRCH37",
    "Homo_sapiens.GRCh37.74.dna.primary_assembly.fa, GRCH37",
    "hs37d5.fa.gz, GRCH37",
    "ucsc.hg19.fasta, GRCH37"
  })
  void theReferenceTellsTheAssembly(String reference, Assembly assembly) {
    var outcome = vcf.withoutContigs().reference(reference).outcome();

    assertThat(accepted(outcome).assembly()).isEqualTo(assembly);
  }

  @Test
  void theSubmissionTellsTheAssembly() {
    vcf.withoutContigs().withoutReference();

    assertThat(accepted(stating(Assembly.GRCH37)).assembly()).isEqualTo(Assembly.GRCH37);
    refused(vcf.outcome(), "assembly-unknown");
  }

  @Test
  void contradictionsAreRefused() {
    refused(stating(Assembly.GRCH37), "assembly-contradiction");
    refused(vcf.reference("GRCh37").outcome(), "assembly-contradiction");
    vcf.reference("GRCh38").metaLine("##contig=<ID=chr1,length=249250621>");
    refused(vcf.outcome(), "assembly-contradiction");
  }

  /// Of a header that names its chromosomes in two ways the records decide, which have one.
  @Test
  void theRecordsOfAHeaderThatNamesChromosomesInTwoWaysHaveOne() {
    vcf.metaLine("##contig=<ID=13,length=114364328>");

    warned(vcf.outcome(), vcf.firstRecordLine() - 2, "contig-mixed-naming");
    long line = vcf.record("13 32316461 . G A . . . GT 0/1").firstRecordLine() + 3;
    refused(vcf.outcome(), line, "contig-mixed-naming");
  }

  @Test
  void recordsOfAFileWithoutContigsHaveOneWayTooToNameThem() {
    vcf.withoutContigs().record("13 32316461 . G A . . . GT 0/1");

    refused(vcf.outcome(), vcf.firstRecordLine() + 3, "contig-mixed-naming");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Chr10", "CHR10", "chromosome10", "chr010", "23", "x", "ChrM", "mt"})
  void aNameThatIsOnlyNearlyAChromosomesIsWarnedOf(String name) {
    vcf.withoutContigs().record(name + " 100 . G A . . . GT 0/1");

    warned(vcf.outcome(), vcf.firstRecordLine() + 3, "contig-name-unusual");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chrUn_KI270742v1", "GL000192.1", "HLA-A*01:01:01:01", "hs37d5", "chrEBV", "27"})
  void anyOtherContigIsNone(String name) {
    acceptedSilently(vcf.withoutContigs().record(name + " 100 . G A . . . GT 0/1").outcome());
  }

  @Test
  void accessionsOfRefSeqTellTheAssembly() {
    var by38 =
        new SyntheticVcf()
            .withoutContigs()
            .withoutReference()
            .metaLine("##contig=<ID=NC_000010.11>")
            .record("NC_000010.11 94781859 rs4244285 G A 50 PASS . GT 0/1");
    var by37 =
        new SyntheticVcf()
            .withoutContigs()
            .withoutReference()
            .metaLine("##contig=<ID=NC_000010.10,length=135534747>")
            .record("NC_000010.10 96541616 rs4244285 G A 50 PASS . GT 0/1");

    assertThat(accepted(by38.outcome()).assembly()).isEqualTo(Assembly.GRCH38);
    assertThat(accepted(by37.outcome()).assembly()).isEqualTo(Assembly.GRCH37);
    refused(by37.reference("GRCh38").outcome(), "assembly-contradiction");
  }

  @Test
  void chromosomesByAccessionAreHeldAgainstThePanels() {
    var swapped =
        new SyntheticVcf()
            .withoutContigs()
            .record("NC_000010.11 94781859 rs4244285 A G 50 PASS . GT 0/1");

    refused(swapped.outcome(), swapped.firstRecordLine(), "ref-mismatch");
  }

  @Test
  void anAccessionOfAnotherAssemblyOrBesideOtherNamesIsRefused() {
    var other =
        new SyntheticVcf().withoutContigs().record("NC_000010.10 100 . G A 50 PASS . GT 0/1");
    var mixed =
        new SyntheticVcf()
            .record("chr10 100 . G A 50 PASS . GT 0/1")
            .record("NC_000012.12 100 . G A 50 PASS . GT 0/1");

    refused(other.outcome(), other.firstRecordLine(), "assembly-contradiction");
    refused(mixed.outcome(), mixed.firstRecordLine() + 1, "contig-mixed-naming");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hg18.fa", "NCBI36", "GCA_009914755.4_T2T-CHM13v2.0.fna", "mm10.fa"})
  void otherAssembliesAreRefused(String reference) {
    refused(vcf.withoutContigs().reference(reference).outcome(), "assembly-unknown");
    refused(stating(Assembly.GRCH38), "assembly-contradiction");
  }

  @Test
  void lengthsOfNoHumanAssemblyAreRefused() {
    vcf.withoutContigs().withoutReference().metaLine("##contig=<ID=chr10,length=2147483647>");

    refused(vcf.outcome(), "assembly-unknown");
  }

  /// A stated assembly does not overrule it: the remedy names the line and not the submission.
  @Test
  void aHeaderThatContradictsItselfOrAStatedAssemblyIsToldByItsLine() {
    var lengths = new SyntheticVcf().metaLine("##contig=<ID=chr1,length=249250621>");
    refused(lengths.outcome(), lengths.firstRecordLine() - 2, "assembly-contradiction");

    var foreign =
        new SyntheticVcf()
            .withoutContigs()
            .withoutReference()
            .metaLine("##contig=<ID=chr1,length=248956421>");
    var stated = outcomeOf(foreign.bytes(), new VcfExpectations(null, Assembly.GRCH38), BOUNDS);
    refused(stated, foreign.firstRecordLine() - 2, "assembly-unknown");
    assertThat(refused(stated, "assembly-unknown").problem().remedy())
        .contains("a stated assembly does not overrule it");

    var other = new SyntheticVcf().withoutContigs().withoutReference().metaLine("##reference=hg19");
    refused(
        outcomeOf(other.bytes(), new VcfExpectations(null, Assembly.GRCH38), BOUNDS),
        other.firstRecordLine() - 2,
        "assembly-contradiction");
    var nothing = new SyntheticVcf().withoutContigs().withoutReference();
    assertThat(refused(nothing.outcome(), "assembly-unknown").line()).isNull();
  }

  @Test
  void theOnlySampleNeedsNoName() {
    var accepted = accepted(vcf.outcome());

    assertThat(accepted.sample()).isEqualTo("SYN1");
    assertThat(accepted.sampleColumn()).isEqualTo(10);
  }

  @Test
  void oneOfSeveralSamplesIsNamedExactly() {
    var two = new SyntheticVcf().samples("SYN1", "SYN2").record("chr10 9 . G A . . . GT 0/1 0/0");

    refused(two.outcome(), two.firstRecordLine() - 1, "sample-not-named");
    refused(naming(two, "syn2"), two.firstRecordLine() - 1, "sample-not-in-file");
    assertThat(accepted(naming(two, "SYN2")).sampleColumn()).isEqualTo(11);
  }

  @Test
  void anotherPersonsFileIsRefused() {
    refused(naming(vcf, "SYN2"), vcf.firstRecordLine() - 1, "sample-not-in-file");
  }

  @Test
  void sampleNamesAreNotShared() {
    refused(naming(vcf.samples("SYN1", "SYN1"), "SYN1"), "sample-duplicated");
    refused(naming(vcf.samples("SYN1", ""), "SYN1"), "sample-name-empty");
  }

  @Test
  void sitesWithoutSampleBelongToNobody() {
    refused(outcomeOf(vcf.text().replaceAll("\tFORMAT.*\n", "\n")), "no-sample");
    refused(outcomeOf(vcf.text().replace("\tFORMAT\tSYN1", "\tFORMAT")), "no-sample");
  }

  @Test
  void chromosomesAreNamedInOneWay() {
    vcf.metaLine("##contig=<ID=13,length=114364328>").record("13 100 . G A . . . GT 0/1");

    refused(vcf.outcome(), vcf.firstRecordLine() + 3, "contig-mixed-naming");
  }

  @Test
  void theMitochondrionMayHaveAnyOfItsNames() {
    var lone = new SyntheticVcf().record("MT 263 . A G . . . GT 1");

    assertThat(accepted(lone.outcome()).warnings()).isEmpty();
  }

  private VcfOutcome stating(Assembly assembly) {
    return outcomeOf(vcf.bytes(), new VcfExpectations(null, assembly), BOUNDS);
  }

  private static VcfOutcome naming(SyntheticVcf vcf, String sample) {
    return outcomeOf(vcf.bytes(), new VcfExpectations(sample, null), BOUNDS);
  }
}
