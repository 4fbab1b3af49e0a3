package org.genomerecord.interpretation.prescribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.record.edge.StrictJson;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAQuestionAboutDrugsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    new StrictJson().customize(JSON);
  }

  private static AskedDrugs read(String body) {
    try {
      return AskedDrugs.checked(JSON.readValue(body, AskedDrugs.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON of a question", e);
    }
  }

  @Test
  void drugsMedicationsDosingAndContextsAreTakenAsStated() {
    var body =
        """
         {"drugs": ["codeine", "11289"], "medications": ["paroxetine"],
          "dosing": {"ageYears": "62"}, "contexts": ["adult"]}
        """;

    assertThat(read(body).question())
        .isEqualTo(
            new DrugQuestion(
                List.of("codeine", "11289"),
                List.of("paroxetine"),
                Map.of("ageYears", "62"),
                List.of("adult")));
  }

  @Test
  void whatNobodyStatedIsNothing() {
    assertThat(read("{\"drugs\": [\"codeine\"]}").question())
        .isEqualTo(new DrugQuestion(List.of("codeine"), List.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"drugs\": null}",
        "{\"drugs\": [null]}",
        "{\"drugs\": [\"codeine\"], \"medications\": [null]}",
        "{\"drugs\": [\"codeine\"], \"dosing\": {\"ageYears\": null}}",
        "{\"drugs\": [\"codeine\"], \"contexts\": [null]}",
      })
  void whatIsNotWholeIsRefusedWithoutABitOfIt(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("drug-question"))
        .hasMessageNotContaining("codeine");
  }

  @Test
  void nothingOfItIsPrinted() {
    assertThat(read("{\"drugs\": [\"codeine\"]}")).hasToString("AskedDrugs");
  }
}
