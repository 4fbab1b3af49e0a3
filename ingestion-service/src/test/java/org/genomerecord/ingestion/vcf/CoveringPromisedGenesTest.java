package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.BOUNDS;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The panel of rs12777823 reads one position, chr10:94645745, where GRCh38 has G.
class CoveringPromisedGenesTest {
  private static final String PROMISED = "RS12777823";

  private static VcfOutcome promising(SyntheticVcf vcf, String... genes) {
    return outcomeOf(vcf.bytes(), new VcfExpectations("SYN1", null, null, List.of(genes)), BOUNDS);
  }

  private static SyntheticVcf file() {
    return new SyntheticVcf().metaLine("##ALT=<ID=NON_REF,Description=\"Any other allele\">");
  }

  private static void covered(String record) {
    acceptedSilently(promising(file().record(record), PROMISED));
  }

  private static void missing(String record) {
    assertThat(accepted(promising(file().record(record), PROMISED)).warnings())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.code()).isEqualTo("promised-gene-not-covered");
          assertThat(warning.column()).isEqualTo(PROMISED + ", 1 of 1 positions");
          assertThat(warning.line()).isNull();
        });
  }

  @Test
  void aCallOfTheReferenceOrOfAVariantCovers() {
    covered("chr10 94645745 . G A . PASS . GT 0/0");
    covered("chr10 94645745 . G A . . . GT 0/1");
    covered("chr10 94645745 . G . . . . GT 0/0");
  }

  @Test
  void aReferenceBlockCoversWhatIsInIt() {
    covered("chr10 94645700 . A <NON_REF> . . END=94645745 GT 0/0");
    covered("chr10 94645740 . A <NON_REF> . . END=94645800 GT 0/0");
    missing("chr10 94645700 . A <NON_REF> . . END=94645744 GT 0/0");
    missing("chr10 94645746 . A <NON_REF> . . END=94645800 GT 0/0");
  }

  @Test
  void whatIsNotCalledOrFailedOrDescribedByASymbolDoesNot() {
    missing("chr10 94645745 . G A . PASS . GT ./.");
    missing("chr10 94645745 . G A . PASS . GT 0/.");
    missing("chr10 94645745 . G A . LowQual . GT 0/0");
    missing("chr10 94645700 . A <DEL> . PASS END=94645800 GT 0/1");
    missing("chr12 94645745 . G A . PASS . GT 0/0");
  }

  @Test
  void onlyThePatientsSampleCounts() {
    var two =
        new SyntheticVcf()
            .samples("SYN1", "SYN2")
            .record("chr10 94645745 . G A . PASS . GT ./. 0/0");

    assertThat(accepted(promising(two, PROMISED)).warnings()).hasSize(1);
  }

  /// VCF 4.5 section 1.6.2: LEN is of one sample, END the furthest of all.
  @Test
  void aBlockCoversAsFarAsThePatientsOwnLength() {
    assertThat(accepted(promising(ofLengths("0/0:10 0/0:101"), PROMISED)).warnings()).hasSize(1);
    assertThat(accepted(promising(ofLengths("0/0:. 0/0:101"), PROMISED)).warnings()).hasSize(1);
    assertThat(accepted(promising(ofLengths("0/0 0/0:101"), PROMISED)).warnings()).hasSize(1);
    acceptedSilently(promising(ofLengths("0/0:101 0/0:10"), PROMISED));
  }

  private static SyntheticVcf ofLengths(String samples) {
    return new SyntheticVcf()
        .fileFormat("VCFv4.5")
        .samples("SYN1", "SYN2")
        .metaLine("##ALT=<ID=*,Description=\"Any other allele\">")
        .metaLine("##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"Length\">")
        .record("chr10 94645700 . A <*> . . END=94645800 GT:LEN " + samples);
  }

  @Test
  void eachGeneIsWarnedOfOnceWithHowMuchIsMissing() {
    var vcf = new SyntheticVcf().record("chr10 94781859 rs4244285 G A . PASS . GT 0/1");

    var warnings = accepted(promising(vcf, "CYP2C9", "CYP2C19", "CYP2C19")).warnings();

    assertThat(warnings).hasSize(2);
    assertThat(warnings.getFirst().column()).isEqualTo("CYP2C19, 34 of 35 positions");
    assertThat(warnings.get(1).column()).startsWith("CYP2C9, ");
  }

  @Test
  void ofAnotherAssemblyOrWithoutAPromiseNothingIsTold() {
    var silent = new SyntheticVcf().soundRecords();
    acceptedSilently(promising(silent));

    var grch37 =
        new SyntheticVcf()
            .withoutContigs()
            .reference("GRCh37")
            .record("chr10 94645745 . G A . PASS . GT ./.");
    acceptedSilently(promising(grch37, PROMISED));
  }

  @Test
  void genesWithoutPositionsAreNotKnown() {
    assertThat(PromisedGenes.known()).contains("CYP2C19", "MT-RNR1").doesNotContain("CYP2D6");
  }
}
