package org.genomerecord.ingestion.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.genomerecord.record.edge.StrictJson;
import org.genomerecord.record.edge.UnreadableJson;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingAStudyReportTest {
  static final String REPORT =
      """
      {"number":"F-1","members":[{"accession":"N-1","affected":"affected"},{"accession":"N-2"}],\
      "relationship":"NMTH","confirmed":true,"kinship":0.25}\
      """;

  /// As the resource gets it.
  static StudyReport read(String body) {
    var mapper = new ObjectMapper();
    new StrictJson().customize(mapper);
    try {
      return StudyReport.checked(mapper.readValue(body, StudyReport.class));
    } catch (JsonProcessingException e) {
      throw UnreadableJson.of(e);
    }
  }

  @Test
  void aReportIsReadAsItIs() {
    var report = read(REPORT);

    assertThat(report.number()).isEqualTo("F-1");
    assertThat(report.members())
        .containsExactly(
            new StudyReport.Member("N-1", "affected"), new StudyReport.Member("N-2", null));
    assertThat(report.relationship()).isEqualTo("NMTH");
    assertThat(report.confirmed()).isTrue();
    assertThat(report.kinship()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "\"F-1\"; \"\"; number",
        "\"F-1\"; null; number",
        "\"F-1\"; \"a b\"; number",
        ",{\"accession\":\"N-2\"}; ; members",
        ",{\"accession\":\"N-2\"}; ,{\"accession\":\"N-2\"},{\"accession\":\"N-3\"}; members",
        "{\"accession\":\"N-2\"}; null; members",
        "\"N-2\"; null; members.accession",
        "\"affected\"}; \"ill\"}; members.affected",
        "NMTH; WIFE; relationship",
        "\"NMTH\"; null; relationship",
        "true; null; confirmed",
        "0.25; 0.51; kinship",
        "0.25; -0.1; kinship",
        "0.25; \"NaN\"; kinship",
      })
  void whatIsMissingOrWrongIsNamed(String part, String instead, String named) {
    var wrong = REPORT.replace(part, instead == null ? "" : instead);

    assertThat(wrong).isNotEqualTo(REPORT);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.detail()).startsWith(named + " holds ");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "0.25; \"0.25\"; /kinship",
        "true; \"true\"; /confirmed",
        "true; 1; /confirmed",
        "\"F-1\"; 1; /number",
        "\"N-2\"; 2; /members/1/accession",
        "\"kinship\"; \"coefficient\"; /coefficient",
        "\"affected\":; \"ill\":; /members/0/ill",
      })
  void whatIsOfAnotherKindIsNamedByItsPlace(String part, String instead, String pointer) {
    var wrong = REPORT.replaceFirst(part, instead);

    assertThat(wrong).isNotEqualTo(REPORT);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOfSatisfying(
            UnreadableJson.class, refusal -> assertThat(refusal.pointer()).isEqualTo(pointer));
  }

  @Test
  void aWholeNumberIsAKinshipToo() {
    assertThat(read(REPORT.replace("0.25", "0")).kinship()).isZero();
  }
}
