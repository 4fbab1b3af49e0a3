package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingCsvTest {
  @Test
  void aCellWithACommaAQuoteOrALineEndIsQuoted() {
    assertThat(CsvLines.line(List.of("a,b", "say \"no\"", "two\nlines", "plain", "")))
        .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",plain,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void aCellThatASpreadsheetWouldComputeIsMadeText(String cell) {
    assertThat(CsvLines.line(List.of(cell)).replace("\"", "")).startsWith("'" + cell.charAt(0));
  }

  @Test
  void aLineHasACellForEachOfTheHeader() {
    var entry = SampleTrail.permitted("p1", SampleTrail.MONDAY_NOON);
    entry.event = "e";

    assertThat(CsvLines.of(entry).split(",", -1))
        .hasSameSizeAs(CsvLines.HEADER.split(",", -1))
        .contains("dr-grey", "pharmacogenomic apoe", entry.place().cursor() + "\r\n");
  }

  @Test
  void whatACallerCalledItselfIsNoFormula() {
    var entry = SampleTrail.permitted("p1", SampleTrail.MONDAY_NOON);
    entry.event = "e";
    entry.actor = "=HYPERLINK(\"x\")";

    assertThat(CsvLines.of(entry)).contains("\"'=HYPERLINK(\"\"x\"\")\"");
  }
}
