package org.genomerecord.interpretation.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.SAMPLE;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.calls;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.read;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.stream;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.vcf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.genomerecord.interpretation.callset.CallSetReading.NotInterpreted;
import org.genomerecord.interpretation.variant.Assembly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingACallSetTest {
  private static final Locus G_TO_A = locus("chr10", 94781859);
  private static final Locus INSERTION = locus("chr6", 18149032);
  private static final Locus TWO_ALTERNATES = locus("chr6", 18130687);

  @Test
  void aHeterozygousCallKeepsBothBases() {
    assertThat(calls(vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1")).at(G_TO_A))
        .contains(new LocusCall("G", "A", ""));
  }

  /// The two alternates differ behind the position only, where one of them is called.
  @Test
  void anAlternateThatIsNotCalledDoesNotDenyTheOneThatIs() {
    assertThat(calls(vcf("chr10\t94781859\t.\tGC\tAC,AT\t.\tPASS\t.\tGT\t0/1")).at(G_TO_A))
        .contains(new LocusCall("G", "A", ""));
  }

  @Test
  void contigsWithoutChrAreTheSame() {
    assertThat(calls(vcf("10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t1/1")).at(G_TO_A))
        .contains(new LocusCall("A", "A", ""));
  }

  @Test
  void contigsByAccessionAreTheSameAndTellTheAssembly() {
    var columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE;
    var calls =
        calls(
            stream(
                "##fileformat=VCFv4.2",
                "##contig=<ID=NC_000010.11>",
                columns,
                "NC_000010.11\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t1/1"));
    assertThat(calls.at(G_TO_A)).contains(new LocusCall("A", "A", ""));
    assertThat(code(read(stream("##fileformat=VCFv4.2", "##contig=<ID=NC_000010.10>", columns))))
        .isEqualTo("assembly-not-interpreted");
  }

  @Test
  void aContigByAnAccessionOfTheOtherAssemblyIsAContradiction() throws IOException {
    var callSet =
        stream(
            "##fileformat=VCFv4.2",
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE,
            "NC_000010.10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t1/1");
    var stated = Optional.of(Assembly.GRCH38);
    assertThat(
            CallSetReader.read(
                callSet, Optional.of(SAMPLE), stated, SyntheticCallSet.RELEASE.loci()))
        .isEqualTo(
            new NotInterpreted(
                "assembly-contradiction",
                "line 3 is on NC_000010.10 of GRCh37, and the call set is on GRCh38"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chrM", "M", "MT", "NC_012920.1"})
  void theMitochondrionHasManyNames(String name) {
    assertThat(calls(vcf(name + "\t1555\t.\tA\tG\t.\tPASS\t.\tGT\t1")).at(locus("chrM", 1555)))
        .contains(new LocusCall("G", LocusCall.NO_COPY, ""));
  }

  @Test
  void aPositionWithoutRecordIsNotCalled() {
    assertThat(calls(vcf("chr10\t94781858\t.\tC\tT\t.\tPASS\t.\tGT\t0/0")).at(G_TO_A)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./.", "0/.", "0", "0/0/0", "."})
  void anIncompleteOrNotDiploidGenotypeIsNotCalled(String genotype) {
    assertThat(calls(vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t" + genotype)).at(G_TO_A))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./1", "1/.", ".|1", "1", "0/0/1"})
  void ofAVariantBesideNothingOneCopyIsCalled(String genotype) {
    var record = "chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t" + genotype;
    assertThat(calls(vcf(record)).at(G_TO_A))
        .contains(new LocusCall("A", LocusCall.NOT_CALLED, ""));
    assertThat(calls(vcf(record.replace("PASS", "LowQual"))).at(G_TO_A)).isEmpty();
  }

  @Test
  void aRecordThatTheLabsFilterRejectsIsNotCalled() {
    assertThat(calls(vcf("chr10\t94781859\t.\tG\tA\t.\tLowQual\t.\tGT\t0/1")).at(G_TO_A)).isEmpty();
    assertThat(calls(vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT:FT\t0/1:bad")).at(G_TO_A))
        .isEmpty();
  }

  @Test
  void aReferenceBlockThatCoversThePositionIsReference() {
    assertThat(
            calls(vcf("chr10\t94781000\t.\tN\t<NON_REF>\t.\t.\tEND=94781859\tGT:DP\t0/0:30"))
                .at(G_TO_A))
        .contains(new LocusCall("G", "G", ""));
    assertThat(
            calls(vcf("chr10\t94781000\t.\tN\t<NON_REF>\t.\t.\tEND=94781858\tGT:DP\t0/0:30"))
                .at(G_TO_A))
        .isEmpty();
    assertThat(calls(vcf("chr10\t94781000\t.\tN\t<*>\t.\t.\t.\tGT:LEN\t0/0:860")).at(G_TO_A))
        .contains(new LocusCall("G", "G", ""));
  }

  @Test
  void anEndThatIsMissingIsNone() {
    assertThat(calls(vcf("chr10\t94781859\t.\tG\t<NON_REF>\t.\t.\tEND=.\tGT\t0/0")).at(G_TO_A))
        .contains(new LocusCall("G", "G", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GT:DP\t0/0:0", "GT:GQ\t0/0:0", "GT\t./."})
  void aReferenceBlockWithoutEvidenceIsNotReference(String formatAndSample) {
    assertThat(
            calls(vcf("chr10\t94781000\t.\tN\t<NON_REF>\t.\t.\tEND=94782000\t" + formatAndSample))
                .at(G_TO_A))
        .isEmpty();
  }

  @Test
  void splitMultiallelicRecordsAreOneCall() {
    var together = calls(vcf("chr6\t18130687\t.\tT\tC,G\t.\t.\t.\tGT\t1/2"));
    var split =
        calls(
            vcf(
                "chr6\t18130687\t.\tT\tC\t.\t.\t.\tGT\t1/0",
                "chr6\t18130687\t.\tT\tG\t.\t.\t.\tGT\t0/1"));
    var splitWithDots =
        calls(
            vcf(
                "chr6\t18130687\t.\tT\tC\t.\t.\t.\tGT\t1|.",
                "chr6\t18130687\t.\tT\tG\t.\t.\t.\tGT\t.|1"));
    assertThat(together.at(TWO_ALTERNATES)).contains(new LocusCall("C", "G", ""));
    assertThat(split).isEqualTo(together);
    assertThat(splitWithDots.at(TWO_ALTERNATES)).contains(new LocusCall("C", "G", "|"));
  }

  @Test
  void recordsThatContradictEachOtherAreNoCall() {
    assertThat(
            calls(
                    vcf(
                        "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0/1",
                        "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t1/1"))
                .at(G_TO_A))
        .isEmpty();
    assertThat(
            calls(
                    vcf(
                        "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0|1",
                        "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t1|0"))
                .at(G_TO_A))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/0", "0|0", "1/1"})
  void aChangeThatOneRecordCallsAndAnotherDeniesIsNoCall(String again) {
    var record = "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t";
    assertThat(calls(vcf(record + "0/1", record + again)).at(G_TO_A)).isEmpty();
    assertThat(calls(vcf(record + "0/1", record + "0/1")).at(G_TO_A)).isPresent();
    assertThat(
            calls(vcf("chr10\t94781859\t.\tG\t<NON_REF>\t.\t.\t.\tGT:DP\t0/0:30", record + "0/1"))
                .at(G_TO_A))
        .isPresent();
  }

  @Test
  void aRejectedRecordBesideAPhasedOneLeavesTheOtherCopyUnknown() {
    assertThat(
            calls(
                    vcf(
                        "chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0|1",
                        "chr10\t94781859\t.\tG\tC\t.\tLowQual\t.\tGT\t1|0"))
                .at(G_TO_A))
        .isEmpty();
  }

  @Test
  void phaseSetsStayApart() {
    assertThat(calls(vcf("chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT:PS\t0|1:77")).at(G_TO_A))
        .contains(new LocusCall("G", "A", "|77"));
  }

  @Test
  void anIndelIsFoundHoweverItIsPadded() {
    assertThat(calls(vcf("chr6\t18149032\t.\tC\tCT\t.\t.\t.\tGT\t0/1")).at(INSERTION))
        .contains(new LocusCall("C", "CT", ""));
    assertThat(calls(vcf("chr6\t18149031\t.\tACA\tACTA\t.\t.\t.\tGT\t0/1")).at(INSERTION))
        .contains(new LocusCall("C", "CT", ""));
  }

  @Test
  void aSubstitutionBesideAnInsertionSaysNothingAboutIt() {
    assertThat(calls(vcf("chr6\t18149032\t.\tC\tG\t.\t.\t.\tGT\t0/0")).at(INSERTION)).isEmpty();
  }

  @Test
  void anotherBaseThanTheDefiningOneIsKept() {
    assertThat(calls(vcf("chr10\t94781859\t.\tG\tC\t.\t.\t.\tGT\t0/1")).at(G_TO_A))
        .contains(new LocusCall("G", "C", ""));
  }

  @Test
  void aDeletionOverThePositionIsNotReference() {
    var calls =
        calls(
            vcf(
                "chr10\t94781857\t.\tCCG\tC\t.\t.\t.\tGT\t0/1",
                "chr10\t94781859\t.\tG\tA,*\t.\t.\t.\tGT\t0/2"));
    assertThat(calls.at(G_TO_A)).contains(new LocusCall("G", LocusCall.NOT_IN_BASES, ""));
  }

  @Test
  void grch37IsRefusedInPlainWords() throws IOException {
    var byHeader =
        read(
            stream(
                "##fileformat=VCFv4.2",
                "##contig=<ID=10,length=135534747>",
                "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE));
    var byStatement =
        CallSetReader.read(
            stream(
                "##fileformat=VCFv4.2",
                "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE),
            Optional.of(SAMPLE),
            Assembly.named("GRCh37"),
            SyntheticCallSet.RELEASE.loci());
    var refused =
        new NotInterpreted(
            "assembly-not-interpreted", "assembly GRCh37 is not interpreted by this release");
    assertThat(byHeader).isEqualTo(refused);
    assertThat(byStatement).isEqualTo(refused);
  }

  @Test
  void anUnknownOrContradictoryAssemblyIsNotInterpreted() throws IOException {
    var columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE;
    assertThat(code(read(stream("##fileformat=VCFv4.2", columns)))).isEqualTo("assembly-unknown");
    assertThat(
            code(
                CallSetReader.read(
                    vcf(),
                    Optional.of(SAMPLE),
                    Optional.of(Assembly.GRCH37),
                    SyntheticCallSet.RELEASE.loci())))
        .isEqualTo("assembly-contradiction");
  }

  @Test
  void whatCannotBeReadIsSaidWithoutQuotingIt() {
    assertThat(read(vcf("chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0/7")))
        .isEqualTo(malformed(": the genotype names an allele that ALT does not list"));
    assertThat(read(vcf("chr10\t94781859\t.\tG\t.\t.\t.\t.\tGT\t0/1")))
        .isEqualTo(malformed(": the genotype names an allele that ALT does not list"));
    assertThat(read(vcf("chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\tx/1")))
        .isEqualTo(malformed(": the genotype is not whole"));
    assertThat(read(vcf("chr10\t9478x859\t.\tG\tA\t.\t.\t.\tGT\t0/1")))
        .isEqualTo(malformed(": POS is no whole number"));
    assertThat(read(vcf("chr10\t94781859\t.\tG\tA")))
        .isEqualTo(malformed(": it has too few columns"));
    assertThat(read(vcf("chr10\t94781859\t.\tG\tQ\t.\t.\t.\tGT\t0/1"))).isEqualTo(malformed(""));
    assertThat(code(read(vcf("chr10\t94781859\t.\tC\tA\t.\t.\t.\tGT\t0/1"))))
        .isEqualTo("reference-mismatch");
    assertThat(code(read(stream("nothing")))).isEqualTo("header-missing");
  }

  private static NotInterpreted malformed(String why) {
    return new NotInterpreted("record-malformed", "line 4 cannot be read as a VCF record" + why);
  }

  @Test
  void aCallSetWithoutSamplesIsSaidToHaveNone() throws IOException {
    var columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    for (var named : List.of(Optional.<String>empty(), Optional.of(SAMPLE))) {
      assertThat(
              CallSetReader.read(
                  stream("##fileformat=VCFv4.2", columns),
                  named,
                  Optional.of(Assembly.GRCH38),
                  SyntheticCallSet.RELEASE.loci()))
          .isEqualTo(new NotInterpreted("sample-not-found", "the call set has no sample"));
    }
  }

  @Test
  void anAbsentSampleIsSaid() throws IOException {
    var reading =
        CallSetReader.read(
            vcf(), Optional.of("SOMEONE"), Optional.empty(), SyntheticCallSet.RELEASE.loci());
    assertThat(code(reading)).isEqualTo("sample-not-found");
  }

  @Test
  void theNamedSampleIsRead() throws IOException {
    var callSet =
        stream(
            "##fileformat=VCFv4.2",
            "##contig=<ID=chr10,length=133797422>",
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\tC",
            "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0/0\t1/1\t0/0");
    var reading =
        CallSetReader.read(
            callSet, Optional.of("B"), Optional.empty(), SyntheticCallSet.RELEASE.loci());
    assertThat(reading)
        .isInstanceOfSatisfying(
            CallSetReading.Read.class,
            read -> assertThat(read.calls().at(G_TO_A)).contains(new LocusCall("A", "A", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VCFv4.1", "VCFv4.2", "VCFv4.3", "VCFv4.4", "VCFv4.5"})
  void everyHeaderVersionIsRead(String version) {
    var callSet =
        stream(
            "##fileformat=" + version,
            "##contig=<ID=chr10,length=133797422>",
            "##INFO=<ID=1K,Number=P,Type=Integer,Description=\"Of a later version\">",
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE,
            "chr10\t94781859\t.\tG\tA\t.\tPASS\t1K=a b\tGT\t|0|1");
    assertThat(calls(callSet).at(G_TO_A)).contains(new LocusCall("G", "A", "|"));
  }

  @Test
  void genotypesAreNotPrinted() {
    var calls = calls(vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1"));
    assertThat(calls).hasToString("LocusCalls[1 loci]");
    assertThat(calls.calls().values())
        .allSatisfy(call -> assertThat(call).hasToString("LocusCall"));
  }

  private static String code(CallSetReading reading) {
    return switch (reading) {
      case CallSetReading.Read _ -> "read";
      case NotInterpreted(var code, var _) -> code;
    };
  }

  private static Locus locus(String chromosome, int position) {
    return SyntheticCallSet.RELEASE.panels().stream()
        .flatMap(panel -> panel.loci().stream())
        .filter(locus -> locus.chromosome().equals(chromosome) && locus.position() == position)
        .findFirst()
        .orElseThrow();
  }
}
