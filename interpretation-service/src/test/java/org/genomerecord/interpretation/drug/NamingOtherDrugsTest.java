package org.genomerecord.interpretation.drug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ANSWERS;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ask;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Advice that names another drug is followed by a question about that drug: it may not be unknown.
class NamingOtherDrugsTest {

  /// Names are seen by the stems that international nonproprietary names end in (WHO, "The use of
  /// stems in the selection of INN"), and by morphine, which has none. A name with another stem is
  /// not seen.
  private static final Pattern NAME =
      Pattern.compile(
          "\\b([a-z]+(?:grel|grelor|setron|conazole|vastatin|azepine|triptyline|pramine|oxetine"
              + "|oxifen|adol|arin|codeine)|codeine|morphine|amphotericin b)\\b");

  @Test
  void everyDrugThatTheWordingOfAGuidelineNamesIsKnown() {
    var named = new TreeSet<String>();
    for (var guideline : SyntheticCallSet.RELEASE.guidelines()) {
      var rules = Table.builtIn("/guideline/" + guideline.name() + "/recommendations.tsv");
      for (var rule : rules.rows()) {
        NAME.matcher(rule.get("wording").toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .forEach(named::add);
      }
    }

    assertThat(named)
        .contains("amphotericin b", "granisetron", "isavuconazole", "posaconazole", "prasugrel")
        .contains("ticagrelor")
        .allSatisfy(name -> assertThat(ANSWERS.drug(name)).as(name).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prasugrel",
        "Ticagrelor",
        "desvenlafaxine",
        "indometacin",
        "dipyrone",
        "mavacamten",
        "ascorbic acid",
        "10169",
      })
  void whatNoGuidelineHereAdvisesOnIsKnownWithoutGuidance(String asked) {
    assertThat(ask(List.of(), asked)).isInstanceOf(DrugAnswer.WithoutGuidance.class);
  }
}
