package org.genomerecord.interpretation.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.SAMPLE;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.calls;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.stream;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.vcf;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How far records speak that begin before the locus chr10:94781859.
class ReachingAcrossALocusTest {
  private static final String CALLED = "chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t1/1";
  private static final LocusCall HOMOZYGOUS = new LocusCall("A", "A", "");
  private static final LocusCall REFERENCE = new LocusCall("G", "G", "");

  private static Locus locus() {
    return SyntheticCallSet.RELEASE.panels().stream()
        .flatMap(panel -> panel.loci().stream())
        .filter(it -> it.chromosome().equals("chr10") && it.position() == 94781859)
        .findFirst()
        .orElseThrow();
  }

  /// What both copies are called; empty if one is not, also where the other is.
  private static Optional<LocusCall> whole(String... records) {
    return calls(vcf(records)).at(locus()).filter(call -> !call.isHalf());
  }

  private static String structural(String alternates, String info) {
    return "chr10\t94760000\t.\tN\t%s\t.\tPASS\t%s\tGT\t0/1".formatted(alternates, info);
  }

  private static Optional<LocusCall> ofFirst(String genotypes, String info) throws IOException {
    var callSet =
        stream(
            "##fileformat=VCFv4.5",
            "##contig=<ID=chr10,length=133797422>",
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB",
            "chr10\t94781800\t.\tN\t<*>\t.\tPASS\t%s\t%s".formatted(info, genotypes));
    return CallSetReader.read(
                callSet, Optional.of("A"), Optional.empty(), SyntheticCallSet.RELEASE.loci())
            instanceof CallSetReading.Read(var calls)
        ? calls.at(locus())
        : Optional.empty();
  }

  /// VCF 4.4 section 3: SVLEN is how many bases are deleted, duplicated or inverted behind POS.
  @ParameterizedTest
  @ValueSource(strings = {"<DEL>", "<DUP>", "<INV>", "<CNV>", "<DEL:ME>", "<CNV:TR>"})
  void aStructuralVariantReachesAsFarAsItsLengthSays(String symbol) {
    for (var reach : new String[] {"END=94820000", "SVLEN=60000;SVCLAIM=DJ", "SVLEN=-60000"}) {
      assertThat(whole(structural(symbol, reach), CALLED)).isEmpty();
    }
    assertThat(whole(structural(symbol, "SVLEN=21858"), CALLED)).contains(HOMOZYGOUS);
    assertThat(whole(structural(symbol, "SVLEN=21859"), CALLED)).isEmpty();
  }

  @Test
  void theFurtherOfEndAndLengthCounts() {
    assertThat(whole(structural("<DEL>", "END=94760010;SVLEN=60000"), CALLED)).isEmpty();
    assertThat(whole(structural("<DEL>", "END=94820000;SVLEN=10"), CALLED)).isEmpty();
  }

  @Test
  void eachAlternateHasItsOwnLengthAndAnInsertionReachesNowhere() {
    assertThat(whole(structural("<DEL>,<INS>", "SVLEN=10,60000"), CALLED)).contains(HOMOZYGOUS);
    assertThat(whole(structural("<INS>,<DEL>", "SVLEN=10,60000"), CALLED)).isEmpty();
    assertThat(whole(structural("<DEL>,<INS>", "SVLEN=60000"), CALLED)).isEmpty();
    assertThat(whole(structural("<DEL>", "SVLEN=."), CALLED)).contains(HOMOZYGOUS);
  }

  /// What a deletion would cover is not what is called the reference where it is not there.
  @Test
  void theReferenceIsCalledAsFarAsItIsShownAndNotAsFarAsADeletionReaches() {
    assertThat(whole("chr10\t94781800\t.\tN\t<DEL>,<*>\t.\tPASS\tSVLEN=100,.\tGT\t0/0")).isEmpty();
    assertThat(whole("chr10\t94781800\t.\tN\tT,<DEL>\t.\tPASS\tEND=94781900\tGT\t0/0")).isEmpty();
  }

  /// VCF 4.5 section 1.6.2: LEN is of one sample, END the furthest of all.
  @Test
  void aBlockReachesAsFarAsThePatientsOwnLength() throws IOException {
    assertThat(ofFirst("GT:LEN\t0/0:10\t0/0:101", "END=94781900")).isEmpty();
    assertThat(ofFirst("GT:LEN\t0/0:101\t0/0:10", "END=94781900")).contains(REFERENCE);
    assertThat(ofFirst("GT:LEN\t0/0:101\t0/0:10", ".")).contains(REFERENCE);
    assertThat(ofFirst("GT\t0/0\t0/0", "END=94781900")).contains(REFERENCE);
  }

  @Test
  void aBlockOfWhichThePatientHasNoLengthReachesNowhere() throws IOException {
    assertThat(ofFirst("GT:LEN\t0/0:.\t0/0:101", "END=94781900")).isEmpty();
    assertThat(ofFirst("GT:LEN\t0/0\t0/0:101", "END=94781900")).isEmpty();
  }

  @Test
  void ofALengthAndAnEndThatContradictTheNearerCounts() throws IOException {
    assertThat(ofFirst("GT:LEN\t0/0:101\t0/0:10", "END=94781810")).isEmpty();
  }

  /// Two names of phase sets are two chromosomes: neither tells which copy is written first.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GT:PSL\t|0|1:x,y",
        "GT:PSL\t0|1:x,x",
        "GT:PSL\t|0/1:x,.",
        "GT:PS:PSL\t0|1:7:x,y",
        "GT\t/0|1",
      })
  void aPhaseByListsOfPhaseSetsIsNone(String formatAndSample) {
    var callSet =
        stream(
            "##fileformat=VCFv4.4",
            "##contig=<ID=chr10,length=133797422>",
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE,
            "chr10\t94781859\t.\tG\tA\t.\tPASS\t.\t" + formatAndSample);

    assertThat(calls(callSet).at(locus())).contains(new LocusCall("G", "A", ""));
  }

  @Test
  void aMissingListOfPhaseSetsIsNone() {
    assertThat(whole("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT:PS:PSL\t|0|1:7:."))
        .contains(new LocusCall("G", "A", "|7"));
  }
}
