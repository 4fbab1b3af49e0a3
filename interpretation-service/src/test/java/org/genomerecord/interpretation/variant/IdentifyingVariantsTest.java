package org.genomerecord.interpretation.variant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published identifiers: of the validation suite of the specification (`ga4gh/vrs`,
/// `validation/alleles.yaml`) and of the tests of GA4GH's own implementation (`ga4gh/vrs-python`,
/// `test_allele_translator.py`), both read on 2026-11-29. Where they give the bases of the region
/// of ambiguity and not those around, the ones around are made up: the region ends there.
class IdentifyingVariantsTest {
  private static final VrsAlleles WITHOUT_REFERENCE = new VrsAlleles(Assembly.GRCH38, null);

  @ParameterizedTest
  @CsvSource({
    "chr19,44908822,C,T,ga4gh:VA.0AePZIWZUNsUlQTamyLrjm2HWUw2opLt",
    "NC_000019.10,44908821,GC,GT,ga4gh:VA.0AePZIWZUNsUlQTamyLrjm2HWUw2opLt",
    "7,55181320,a,t,ga4gh:VA.Hy2XU_-rp4IMh6I_1NXNecBo8Qx8n0oE"
  })
  void exchangedBasesNeedNoReference(
      String contig, int position, String ref, String alt, String published) {
    assertThat(WITHOUT_REFERENCE.identifier(contig, position, ref, alt)).contains(published);
  }

  /// Each in two ways of writing it.
  @ParameterizedTest
  @CsvSource({
    // NC_000001.11:40819438:CTCCTCCT:CTCCTCCTCCT
    "1,40819436,AGGCTCCTCCTAA,40819438,G,GCTC,ga4gh:VA.Oop4kjdTtKcg1kiZjIJAAR3bp7qi4aNT",
    "1,40819436,AGGCTCCTCCTAA,40819444,CCT,CCTCCT,ga4gh:VA.Oop4kjdTtKcg1kiZjIJAAR3bp7qi4aNT",
    // NC_000017.11:43045571:GACAG:G
    "17,43045569,TCTGACAGTT,43045571,TGACA,T,ga4gh:VA.wqSJ6wZXwjensLdk5XNo2YldiDUYfrKa",
    "17,43045569,TCTGACAGTT,43045572,GACAG,G,ga4gh:VA.wqSJ6wZXwjensLdk5XNo2YldiDUYfrKa",
    // NC_000008.11:g.38148689_38148693del
    "8,38148683,ATGGGGAGGGGTA,38148684,TGGGGA,T,ga4gh:VA.4GjeORfLxGnNzZhQrYQLL4SRt6teQJ2q",
    "8,38148683,ATGGGGAGGGGTA,38148688,GAGGGGT,GT,ga4gh:VA.4GjeORfLxGnNzZhQrYQLL4SRt6teQJ2q",
    // NC_000007.14:g.55181220del
    "7,55181218,TCATG,55181219,CA,C,ga4gh:VA.klRMVChjvV73ZxS9Ajq1Rb8WU-p_HbLu",
    // NC_000007.14:g.55181230_55181231insGGCT
    "7,55181229,CAAC,55181230,A,AGGCT,ga4gh:VA.CLOvnFRJXGNRB9aTuNbvsLqc7syRYb55",
    // NC_000013.11:g.32331093_32331094dup
    "13,32331081,CATTTTTTTTTTTTGC,32331082,A,ATT,ga4gh:VA.swY2caCgv1kP6YqKyPlcEzJqTvou15vC",
    "13,32331081,CATTTTTTTTTTTTGC,32331093,TT,TTTT,ga4gh:VA.swY2caCgv1kP6YqKyPlcEzJqTvou15vC",
    // NC_000013.11:g.32316467dup
    "13,32316465,CGATC,32316466,G,GA,ga4gh:VA.96ak7XdY3DNbp71aHEXw-NHSfeHGW-KT",
    // NC_000019.10:g.289464_289465insCACA
    "19,289463,GTCATT,289464,T,TCACA,ga4gh:VA.YFUR4oR_84b-rRFf0UzOjfI4eE5FTKAP",
    "19,289463,GTCATT,289466,AT,ACACAT,ga4gh:VA.YFUR4oR_84b-rRFf0UzOjfI4eE5FTKAP"
  })
  void insertionsAndDeletionsAreFullyJustified(
      String contig,
      int first,
      String around,
      int position,
      String ref,
      String alt,
      String published) {
    var reference = new SyntheticReference(contig, first, around);

    assertThat(reference.with(position, ref, alt)).isNotEqualTo(around);
    assertThat(new VrsAlleles(Assembly.GRCH38, reference).identifier(contig, position, ref, alt))
        .contains(published);
    assertThat(WITHOUT_REFERENCE.identifier(contig, position, ref, alt)).isEmpty();
  }

  @Test
  void anInsertionThatIsNoRepeatIsToldByItsBases() {
    // Step 5 of the normalisation of VRS 2.0: CAG beside C is no multiple of it.
    var reference = new SyntheticReference("7", 100, "TTCGG");
    var identifiers = new VrsAlleles(Assembly.GRCH38, reference);
    var location =
        "{\"end\":102,\"sequenceReference\":{\"refgetAccession\":"
            + "\"SQ.F-LrLMe1SRpfUZHkQmvkVKFEGaoDeHul\",\"type\":\"SequenceReference\"},"
            + "\"start\":101,\"type\":\"SequenceLocation\"}";
    var expected =
        "ga4gh:VA."
            + VrsAlleles.digest(
                "{\"location\":\""
                    + VrsAlleles.digest(location)
                    + "\",\"state\":{\"sequence\":\"CAGC\",\"type\":\"LiteralSequenceExpression\"},"
                    + "\"type\":\"Allele\"}");

    assertThat(identifiers.identifier("7", 101, "T", "TCAG")).contains(expected);
    assertThat(identifiers.identifier("7", 102, "C", "CAGC")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // functions.yaml of the validation suite
    "'',z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXc",
    "ACGT,aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2"
  })
  void digestsAreTruncated(String text, String published) {
    assertThat(VrsAlleles.digest(text)).isEqualTo(published);
  }

  @Test
  void bothAssembliesHaveTheirOwn() {
    assertThat(new VrsAlleles(Assembly.GRCH37, null).identifier("19", 44908822, "C", "T"))
        .isPresent()
        .isNotEqualTo(WITHOUT_REFERENCE.identifier("19", 44908822, "C", "T"));
  }

  @ParameterizedTest
  @CsvSource({
    "19,44908822,C,<DEL>",
    "19,44908822,C,*",
    "19,44908822,C,C",
    "19,44908822,N,T",
    "19,58617617,C,T",
    "19,0,C,T",
    "GL000220.1,5,C,T"
  })
  void whatCannotBeIdentifiedIsNot(String contig, int position, String ref, String alt) {
    assertThat(WITHOUT_REFERENCE.identifier(contig, position, ref, alt)).isEmpty();
  }

  @Test
  void whatContradictsTheReferenceHasNone() {
    var reference = new SyntheticReference("7", 100, "TTCGG");

    assertThat(new VrsAlleles(Assembly.GRCH38, reference).identifier("7", 101, "A", "C")).isEmpty();
    assertThat(new VrsAlleles(Assembly.GRCH38, reference).identifier("7", 101, "T", "C"))
        .isEqualTo(WITHOUT_REFERENCE.identifier("7", 101, "T", "C"));
    assertThat(new VrsAlleles(Assembly.GRCH38, reference).identifier("8", 101, "T", "TC"))
        .isEmpty();
  }
}
