package org.genomerecord.ingestion.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample has a line of words, the columns on line 2, and ESR1 on line 12.
class ReadingAnExpressionPanelTest {
  private static final String SOUND = sample();
  private static final String ESR1 = "ESR1|10.82|{normalised-Ct}";

  private static String sample() {
    try {
      return Files.readString(
              Path.of("../local-stack/src/main/resources/sample/synthetic-expression.tsv"))
          .replace('\t', '|');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExpressionOutcome read(String text) {
    return read(text.replace('|', '\t').getBytes(UTF_8));
  }

  private static ExpressionOutcome read(byte[] bytes) {
    try {
      return ExpressionTable.validate(new ByteArrayInputStream(bytes), 10_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String found(ExpressionOutcome outcome) {
    return outcome.report().problems().stream()
        .map(problem -> problem.line() + " " + problem.column() + " " + problem.code())
        .collect(Collectors.joining(", "));
  }

  @Test
  void everyGeneOfTheAssayIsKeptWithTheDecimalsThatWereWritten() {
    var outcome = read(SOUND);

    assertThat(outcome.report().problems()).isEmpty();
    assertThat(outcome.assay()).isEqualTo("21-gene");
    assertThat(outcome.values())
        .hasSize(21)
        .contains(
            new ExpressionValue("ESR1", new BigDecimal("10.82")),
            new ExpressionValue("MYBL2", new BigDecimal("6.0")));
    assertThat(outcome.toString() + outcome.values()).doesNotContain("10.82");
  }

  @Test
  void theAssayHasSixteenGenesThatFiveNormalise() {
    var genes = Assay.TWENTY_ONE_GENES.genes();

    assertThat(genes.values()).filteredOn(isReference -> isReference).hasSize(5);
    assertThat(genes.values()).filteredOn(isReference -> !isReference).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "15", "0.0000", "15.0000", "9.9999"})
  void bothEndsOfTheScaleAreOnIt(String value) {
    assertThat(read(SOUND.replace("10.82", value)).report().problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ESR1|10.82; null expression-column-count",
        "ESR1|10.82|{normalised-Ct}|more; null expression-column-count",
        "esr1|10.82|{normalised-Ct}; gene assay-gene-unknown",
        "ER|10.82|{normalised-Ct}; gene assay-gene-unknown",
        "BRCA1|10.82|{normalised-Ct}; gene assay-gene-unknown",
        "|10.82|{normalised-Ct}; gene assay-gene-unknown",
        "MKI67|10.82|{normalised-Ct}; gene assay-gene-repeated",
        "ESR1|10.82|Ct; unit expression-unit",
        "ESR1|10.82|{normalized-Ct}; unit expression-unit",
        "ESR1|10.82|TPM; unit expression-unit",
        "ESR1||{normalised-Ct}; value expression-value-missing",
        "ESR1|NaN|{normalised-Ct}; value expression-value-missing",
        "ESR1|-Infinity|{normalised-Ct}; value expression-value-missing",
        "ESR1|N/A|{normalised-Ct}; value expression-value-missing",
        "ESR1|Undetermined|{normalised-Ct}; value expression-value-missing",
        "ESR1|10,82|{normalised-Ct}; value decimal-comma",
        "ESR1|1e1|{normalised-Ct}; value expression-value-malformed",
        "ESR1|+10.82|{normalised-Ct}; value expression-value-malformed",
        "ESR1|10.|{normalised-Ct}; value expression-value-malformed",
        "ESR1|10.82345|{normalised-Ct}; value expression-value-malformed",
        "ESR1|1 0|{normalised-Ct}; value expression-value-malformed",
        "ESR1|١٠|{normalised-Ct}; value expression-value-malformed",
        "ESR1|-0.1|{normalised-Ct}; value expression-value-out-of-range",
        "ESR1|15.0001|{normalised-Ct}; value expression-value-out-of-range",
        "ESR1|31.4|{normalised-Ct}; value expression-value-out-of-range",
      })
  void whatIsNoValueOfTheAssayIsRefusedWithLineAndColumn(String line, String problem) {
    var outcome = read(SOUND.replace(ESR1, line));

    assertThat(outcome.values()).isEmpty();
    assertThat(outcome.report().problems())
        .allSatisfy(one -> assertThat(one.severity()).isEqualTo(Severity.ERROR));
    assertThat(found(outcome)).startsWith("12 " + problem);
    boolean isThere = line.startsWith("ESR1|") && !problem.contains("column-count");
    assertThat(found(outcome).endsWith("null ESR1 assay-gene-missing")).isEqualTo(!isThere);
  }

  @Test
  void aGeneWithoutALineIsNamedAndAReferenceGeneApart() {
    var without = SOUND.replaceAll("(?m)^(SCUBE2|TFRC)\\|.*\n", "");

    assertThat(found(read(without)))
        .isEqualTo("null SCUBE2 assay-gene-missing, null TFRC reference-gene-missing");
  }

  @Test
  void aGeneWhoseValueIsWrongIsNotMissing() {
    assertThat(found(read(SOUND.replace("10.82", "NA"))))
        .isEqualTo("12 value expression-value-missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gene|Value|Unit", "gene|value", "gene|value|unit|n", "gene|unit|value"})
  void withoutTheNamesOfTheColumnsNothingElseIsRead(String header) {
    assertThat(found(read(SOUND.replace("gene|value|unit", header))))
        .isEqualTo("2 null expression-header");
    assertThat(found(read(SOUND.replace("gene|value|unit\n", ""))))
        .isEqualTo("2 null expression-header");
  }

  @Test
  void theFileAsAWholeHasBounds() {
    assertThat(found(read(new byte[0]))).isEqualTo("null null empty-file");
    assertThat(found(read("# nothing\n"))).isEqualTo("null null expression-header");
    assertThat(found(read(new byte[] {'g', (byte) 0xFF}))).isEqualTo("null null not-utf8");
    assertThat(found(read("\uFEFF" + SOUND))).isEqualTo("1 null byte-order-mark");
    assertThat(found(read("#".repeat(10_001)))).isEqualTo("null null text-too-long");
    assertThat(found(read(SOUND.replace("10.82", "10\0.82"))))
        .isEqualTo("12 null control-character, null ESR1 assay-gene-missing");
  }

  @Test
  void linesOfAnotherSystemPassWithAWarning() {
    var outcome = read(SOUND.replace("\n", "\r\n"));

    assertThat(outcome.values()).hasSize(21);
    assertThat(outcome.report().problems())
        .extracting(VcfProblem::code)
        .containsExactly("crlf-line-endings");
  }

  @Test
  void noProblemRepeatsWhatTheFileHolds() {
    var outcome =
        read(
            SOUND
                .replace(ESR1, "SECRETGENE|1|{normalised-Ct}")
                .replace("8.64", "SECRET")
                .replace("|8.2|{normalised-Ct}", "|8.2|SECRET"));

    assertThat(outcome.report().problems()).hasSizeGreaterThan(3);
    assertThat(outcome.report().toString()).doesNotContain("SECRET");
  }
}
