package org.genomerecord.ingestion.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines are written with `|` for a tab.
class ReadingATableOfOutsideCallsTest {
  private static OutsideOutcome read(byte[] bytes) {
    try {
      return CallTable.validate(new ByteArrayInputStream(bytes), 10_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutsideOutcome read(String text) {
    return read(text.replace('|', '\t').getBytes(UTF_8));
  }

  @Test
  void callsAreKeptInTheOrderOfTheirLinesAsTheirPanelsSpellThem() {
    var outcome =
        read(
            """
            # gene|diplotype|phenotype|activity score|copy number
            CYP2D6|*1x2/*4||2.0|3
            HLA-B|*57:01:01/*15:02

            CYP2C19||poor metaboliser
            """);

    assertThat(outcome.report().problems()).isEmpty();
    assertThat(outcome.calls())
        .containsExactly(
            new OutsideCall("CYP2D6", "*1x2/*4", "", "2.0", "3"),
            new OutsideCall("HLA-B", "*57:01:01/*15:02", "", null, null),
            new OutsideCall("CYP2C19", "", "Poor Metabolizer", null, null));
    assertThat(outcome.calls().getFirst().toString()).doesNotContain("*4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CYP2D6|*1|Normal Metabolizer",
        "CYP2D6|*4/*4|Poor Metabolizer|0|2",
        "CYP2D6|*4/*4||0.00",
        "CYP2D6|*1/*10||1.25",
        "CYP2D6|*10/*10||1",
        "CYP2D6|*1x2/*4||2",
        "CYP2D6|*1xN/*4||4",
        "CYP2D6|*1x≥3/*4||≥3",
        "CYP2D6|*36+*10/*1||1.25",
        "CYP2D6|*1/*999||1.5",
        "CYP2C9|*1/*3||1",
        "CYP2C19|*1/*2||1.5",
        "CYP2D6|*1||2.0",
        "G6PD|B (reference)",
        "MT-RNR1|Reference",
        "HLA-B|*57:01",
        "CYP2D6|*36+*10/*4.013",
        "CYP2D6|*1xN/*2x≥3",
        "CYP2D6|||≥3",
        "CYP2D6|*5/*5|||0",
        "UGT1A1|*80+*28/*1",
        "DPYD|Reference/c.1905+1G>A (*2A)",
        "VKORC1|rs9923231 reference (C)/rs9923231 variant (T)",
        "HLA-A|*31:01:02N/*02:01",
        "HLA-B||*57:01 negative",
      })
  void whatLaboratoriesWriteIsTaken(String line) {
    var outcome = read(line);

    assertThat(outcome.report().kept(Severity.ERROR)).isEmpty();
    assertThat(outcome.calls()).hasSize(1);
  }

  /// Letters of groups are G and P, and g where only what meets the peptide was compared.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HLA-B|HLA-B*57:01/HLA-B*07:02; *57:01/*07:02; ",
        "HLA-B|B*57:01/B*07:02:01; *57:01/*07:02:01; ",
        "HLA-B|*57:01:01G/*15:02P; *57:01:01G/*15:02P; ",
        "HLA-B|*57:01g/*07:02g; *57:01g/*07:02g; ",
        "HLA-B||HLA-B*57:01 Positive; ; *57:01 positive",
        "HLA-B||HLA-B *57:01 negative, B*58:01 positive; ; *57:01 negative, *58:01 positive",
        "HLA-A||A*31:01 negative; ; *31:01 negative",
        "CYP2D6|CYP2D6*1/CYP2D6*4; *1/*4; ",
        "CYP2D6|CYP2D6 *36+*10/*1xN; *36+*10/*1xN; ",
      })
  void theGenesNameBeforeAnAlleleIsLeftOut(String line, String diplotype, String phenotype) {
    assertThat(read(line).calls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.diplotype()).isEqualTo(diplotype == null ? "" : diplotype);
          assertThat(call.phenotype()).isEqualTo(phenotype == null ? "" : phenotype);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "CYP2D6; call-column-count; ",
        "CYP2D6|*1/*4||||more; call-column-count; ",
        "gene|*1/*4; call-heading; ",
        "gene|diplotype|diplotype; call-heading; ",
        "gene|diplotype|comment; call-heading; ",
        "#gene|diplotype|comment; call-heading; ",
        "cyp2d6|*1/*4; gene-symbol-malformed; gene",
        "Cyp2d6|*1/*4; gene-symbol-malformed; gene",
        "|*1/*4; gene-symbol-malformed; gene",
        "CYP 2D6|*1/*4; gene-symbol-malformed; gene",
        "CYP2D6|||; call-column-count; ",
        "CYP2D6||||2; call-empty; ",
        "CYP2D6|*1/*2/*4; diplotype-malformed; diplotype",
        "CYP2D6|*1/; diplotype-malformed; diplotype",
        "CYP2D6|/*1; diplotype-malformed; diplotype",
        "CYP2D6|1/4; diplotype-malformed; diplotype",
        "CYP2D6|*1x/*4; diplotype-malformed; diplotype",
        "CYP2D6|*1x0/*4; diplotype-malformed; diplotype",
        "CYP2D6|*1x100/*4; diplotype-malformed; diplotype",
        "CYP2D6|*1+/*4; diplotype-malformed; diplotype",
        "CYP2D6|*1 or *2/*4; diplotype-malformed; diplotype",
        "CYP2D6|normal; diplotype-malformed; diplotype",
        "HLA-B|A*57:01/*15:02; diplotype-malformed; diplotype",
        "HLA-B|B57/B7; diplotype-malformed; diplotype",
        "HLA-B||*57:01 positive, *58:01; phenotype-not-known; phenotype",
        "HLA-B|*57:1/*15:02; diplotype-malformed; diplotype",
        "HLA-B|*1502/*4001; allele-fields-joined; diplotype",
        "HLA-B|*15:02/HLA-B*4001; allele-fields-joined; diplotype",
        "HLA-A|*310102; allele-fields-joined; diplotype",
        "CYP2D6|*1; allele-alone; diplotype",
        "CYP2C19|*2; allele-alone; diplotype",
        "CYP2D6|*1x2|||2; allele-alone; diplotype",
        "DPYD|Reference; allele-alone; diplotype",
        "VKORC1|rs9923231 reference (C); allele-alone; diplotype",
        "CYP2D6||Slow; phenotype-not-known; phenotype",
        "HLA-B||positive; phenotype-not-known; phenotype",
        "CYP2D6|*1/*4||-1; activity-score-malformed; activity score",
        "CYP2D6|*1/*4||1,5; activity-score-malformed; activity score",
        "CYP2D6|*1/*4||1e3; activity-score-malformed; activity score",
        "CYP2D6|*1/*4||>3; activity-score-malformed; activity score",
        "CYP2D6|*1/*4|||two; copy-number-malformed; copy number",
        "CYP2D6|*1/*4|||-2; copy-number-malformed; copy number",
        "CYP2D6|*1/*4|||40; copy-number-malformed; copy number",
        "CYP2D6|*1/*4|||3; copy-number-contradiction; copy number",
        "CYP2D6|*4/*4||2; activity-score-contradiction; activity score",
        "CYP2D6|*1/*1||3; activity-score-contradiction; activity score",
        "CYP2D6|*1/*10||2.25; activity-score-contradiction; activity score",
        "CYP2D6|*1x2/*4||1; activity-score-contradiction; activity score",
        "CYP2D6|*1xN/*4||1; activity-score-contradiction; activity score",
        "CYP2D6|*1xN/*4||3.5; activity-score-contradiction; activity score",
        "CYP2D6|*4/*4||0.5; activity-score-contradiction; activity score",
        "CYP2D6|*1/*4||≥1.25; activity-score-contradiction; activity score",
        "CYP2D6|*1|Normal Metabolizer|0; activity-score-contradiction; activity score",
        "CYP2C9|*1/*1||1; activity-score-contradiction; activity score",
        "DPYD|Reference/c.1905+1G>A (*2A)||2; activity-score-contradiction; activity score",
      })
  void whatIsNoCallIsRefusedWithLineAndColumn(String line, String code, String column) {
    var outcome = read("# a line of words\n" + line);

    assertThat(outcome.calls()).isEmpty();
    assertThat(outcome.report().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.severity()).isEqualTo(Severity.ERROR);
          assertThat(problem.line()).isEqualTo(2);
          assertThat(problem.column()).isEqualTo(column);
        });
  }

  @ParameterizedTest
  @CsvSource({"COMT|*1/*2, gene-not-known", "CYP2D6|*999/*1, allele-not-known"})
  void whatIsNotKnownHereIsKeptWithAWarning(String line, String code) {
    var outcome = read(line);

    assertThat(outcome.calls()).hasSize(1);
    assertThat(outcome.report().problems()).extracting(VcfProblem::code).containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#gene|diplotype|phenotype|copy number\n",
        "# Gene|Diplotype|Phenotype|Copy_Number|Activity-Score\n",
        "# a line of words\n\ngene|diplotype|phenotype|copynumber|activity score\n",
      })
  void aHeadingNamesTheColumnsInAnyOrder(String heading) {
    var outcome = read(heading + "CYP2D6|*4/*4||2\nHLA-B|*57:01/*15:02\n");

    assertThat(outcome.report().problems()).isEmpty();
    assertThat(outcome.calls())
        .containsExactly(
            new OutsideCall("CYP2D6", "*4/*4", "", null, "2"),
            new OutsideCall("HLA-B", "*57:01/*15:02", "", null, null));
  }

  @Test
  void aHeadingStandsAboveTheCallsAndTheyHaveNoMoreColumns() {
    var outcome = read("#gene|phenotype\nCYP2D6|Poor Metabolizer\nNAT2||*4/*4\n#gene|diplotype\n");

    assertThat(outcome.report().problems())
        .extracting(problem -> problem.line() + " " + problem.code())
        .containsExactly("3 call-heading", "4 call-heading");
  }

  @Test
  void aContradictionSaysWhichColumnsAreMeant() {
    var problem = read("CYP2D6|*4/*4||2").report().problems().getFirst();

    assertThat(problem.reason()).contains("activity score (4)", "copy number (5)");
  }

  @Test
  void aGeneIsCalledOnceAndEveryLineIsLookedAt() {
    var outcome = read("CYP2D6|*1/*4\nCYP2D6|*1/*4\nNAT2|wrong\n");

    assertThat(outcome.report().problems())
        .extracting(problem -> problem.line() + " " + problem.code())
        .containsExactly("2 gene-repeated", "3 diplotype-malformed");
  }

  @Test
  void theFileAsAWholeHasBounds() {
    assertThat(codes(read(new byte[0]))).isEqualTo("empty-file");
    assertThat(codes(read("# nothing\n"))).isEqualTo("no-call");
    assertThat(codes(read(new byte[] {'A', (byte) 0xFF}))).isEqualTo("not-utf8");
    assertThat(codes(read("\uFEFFCYP2D6|*1/*4"))).isEqualTo("byte-order-mark");
    assertThat(codes(read(new byte[] {'P', 'K', 3, 4, 20, 0, (byte) 0xFF})))
        .isEqualTo("zip-not-supported");
    assertThat(codes(read("CYP2D6|*1/\0*4"))).isEqualTo("control-character");
    assertThat(codes(read("x".repeat(10_001)))).isEqualTo("text-too-long");
    assertThat(codes(read("CYP2D6|" + "*".repeat(201)))).isEqualTo("value-too-long");
    var many =
        IntStream.range(0, 201)
            .mapToObj(i -> "GENE" + i + "|*1/*2")
            .collect(Collectors.joining("\n"));
    assertThat(codes(read(many))).contains("calls-too-many");
    assertThat(read("CYP2D6|*1/*4\r\n").calls()).hasSize(1);
    assertThat(codes(read("CYP2D6|*1/*4\r\n"))).isEqualTo("crlf-line-endings");
  }

  private static String codes(OutsideOutcome outcome) {
    return outcome.report().problems().stream()
        .map(VcfProblem::code)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  @Test
  void noProblemRepeatsWhatTheFileHolds() {
    var outcome = read("CYP2D6|*SECRET\nNAT2||SECRET\nSECRETGENE|*1\n");

    assertThat(outcome.report().toString()).doesNotContain("SECRET");
  }
}
