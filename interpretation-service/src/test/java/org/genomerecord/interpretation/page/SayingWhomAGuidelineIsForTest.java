package org.genomerecord.interpretation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.report.SampleReports.issued;

import java.util.List;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.report.SampleReports;
import org.junit.jupiter.api.Test;

class SayingWhomAGuidelineIsForTest {
  private static final String FOUND_LITTLE = "Adults; the guideline found little on children.";

  private static String summary(Interpreted interpreted) {
    return SummaryPage.of(List.of(issued(interpreted)), List.of());
  }

  /// As it was sealed before it was noted whom a guideline is for.
  private static Interpreted earlier(Interpreted now) {
    return new Interpreted(
        now.findings(),
        now.recommendations().stream()
            .map(one ->
                new Recommendation(
                    one.drug(),
                    one.rxNorm(),
                    one.context(),
                    one.basis(),
                    one.action(),
                    one.wording(),
                    one.strength(),
                    one.notAssessed(),
                    one.source(),
                    null))
            .toList(),
        now.reference());
  }

  @Test
  void theSummarySaysItOnceOfAllDrugsThatMayNeedAChange() {
    var summary = summary(SampleReports.AMBIGUOUS);

    assertThat(summary)
        .containsOnlyOnce("For whom: ")
        .containsOnlyOnce(FOUND_LITTLE)
        .containsPattern("[ :]clopidogrel, [a-z, ]*simvastatin: " + FOUND_LITTLE);
  }

  @Test
  void whereNobodyNotedItTheSummaryIsWhatItWasWithoutIt() {
    var now = summary(SampleReports.AMBIGUOUS);

    assertThat(summary(earlier(SampleReports.AMBIGUOUS)))
        .doesNotContain("For whom")
        .isEqualTo(now.replaceFirst("<p class=\"quiet\">For whom: [^<]*</p>\n", ""));
  }

  @Test
  void whereNoDrugNeedsAChangeThereIsNothingToSay() {
    var unchanged =
        new Interpreted(
            List.of(),
            SampleReports.AMBIGUOUS.recommendations().stream()
                .filter(one -> !one.action().asksForChange())
                .toList(),
            null);

    assertThat(summary(unchanged)).contains("No change by genotype: ").doesNotContain("For whom");
  }

  /// What to take it leaves to whoever prescribes.
  @Test
  void thePatientPageDoesNotSayIt() {
    assertThat(PatientPage.of(List.of(issued(SampleReports.AMBIGUOUS)), List.of()))
        .isEqualTo(PatientPage.of(List.of(issued(earlier(SampleReports.AMBIGUOUS))), List.of()))
        .doesNotContain("found little on children");
  }
}
