package org.genomerecord.interpretation.prescribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAQuestionAboutDrugsTest {
  @Test
  void drugsMedicationsAndDosingAreTakenAsStated() {
    var body =
        """
         {"drugs": ["codeine", "11289"], "medications": ["paroxetine"],
          "dosing": {"ageYears": "62"}}
        """;

    assertThat(AskedDrugs.parse(body).question())
        .isEqualTo(
            new DrugQuestion(
                List.of("codeine", "11289"), List.of("paroxetine"), Map.of("ageYears", "62")));
  }

  @Test
  void whatNobodyStatedIsNothing() {
    assertThat(AskedDrugs.parse("{\"drugs\": [\"codeine\"]}").question())
        .isEqualTo(new DrugQuestion(List.of("codeine"), List.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"codeine\"",
        "{",
        "{}",
        "{\"drugs\": null}",
        "{\"drugs\": \"codeine\"}",
        "{\"drugs\": [null]}",
        "{\"drugs\": [\"codeine\"], \"medications\": [null]}",
        "{\"drugs\": [\"codeine\"], \"dosing\": {\"ageYears\": null}}",
        "{\"drugs\": [\"codeine\"], \"patient\": \"somebody\"}",
      })
  void anythingElseIsRefusedWithoutABitOfIt(String body) {
    assertThatThrownBy(() -> AskedDrugs.parse(body))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("drug-question"))
        .hasMessageNotContainingAny("codeine", "somebody");
  }

  @Test
  void nothingOfItIsPrinted() {
    assertThat(AskedDrugs.parse("{\"drugs\": [\"codeine\"]}")).hasToString("AskedDrugs");
  }
}
