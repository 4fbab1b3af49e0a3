package org.genomerecord.ingestion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.report.ReportJson;
import org.genomerecord.ingestion.report.ReportText;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.ingestion.vcf.Verdict;

/// What holds of every verdict, whatever was submitted.
final class SoundVerdict {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Columns of a VCF, of outside calls and of expression panels, `sample N`, genes that are
  /// missing, segments and fields of HL7 v2. None is a word of the file.
  private static final Pattern COLUMN =
      Pattern.compile(
          "[A-Z0-9]{1,6}|sample [0-9]+|[A-Z0-9]{3}-[0-9]+"
              + "|gene|diplotype|phenotype|activity score|copy number|value|unit");

  /// FHIRPath of elements: names begin in lower case, but for that of the resource itself.
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "[A-Z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*(\\[[0-9x]+])?|\\.ofType\\([A-Za-z]+\\))*");

  private SoundVerdict() {}

  /// Its report is well-formed, agrees with itself in all three forms, and tells nothing of the
  /// file.
  ///
  /// @return everything it says, in one text
  static String told(Verdict verdict) {
    var report = verdict.report();
    var kept = report.problems();
    assertThat(kept.stream().filter(problem -> problem.severity() == Severity.ERROR).count())
        .isLessThanOrEqualTo(report.errorCount());
    assertThat(report.errorCount() == 0 || !report.kept(Severity.ERROR).isEmpty()).isTrue();
    assertThat(report.errors().values()).allMatch(count -> count > 0);
    assertThat(report.warnings().values()).allMatch(count -> count > 0);
    kept.forEach(problem -> sound(problem, report));
    if (verdict instanceof OutsideOutcome outside && outside.isRefused()) {
      assertThat(outside.calls()).isEmpty();
    }
    var said = new ArrayList<String>();
    said.add(written(ReportJson.plain(verdict)));
    said.add(written(ReportJson.operationOutcome(verdict)));
    if (verdict.isRefused()) {
      var details = ReportJson.problemDetails(verdict);
      assertThat(details.path("status").asInt()).isEqualTo(422);
      said.add(written(details));
    }
    said.addAll(ReportText.lines("FILE", verdict));
    said.add(verdict.toString());
    said.add(report.toString());
    return silent(String.join("\n", said));
  }

  /// The same text, if none of the canary is in it.
  static String silent(String text) {
    assertThat(text.contains(FrontDoor.CANARY)).as("the canary of the input is told").isFalse();
    return text;
  }

  private static void sound(VcfProblem problem, ValidationReport report) {
    assertThat(problem.line() == null || problem.line() > 0).as("a line").isTrue();
    assertThat(problem.column() == null || COLUMN.matcher(problem.column()).matches())
        .as("a column, of %s", problem.code())
        .isTrue();
    assertThat(problem.expression() == null || EXPRESSION.matcher(problem.expression()).matches())
        .as("an expression, of %s", problem.code())
        .isTrue();
    Map<ProblemCode, Long> counts =
        problem.severity() == Severity.ERROR ? report.errors() : report.warnings();
    assertThat(counts).containsKey(problem.problem());
  }

  private static String written(ObjectNode json) {
    try {
      var text = JSON.writeValueAsString(json);
      assertThat(JSON.writeValueAsString(JSON.readTree(text))).isEqualTo(text);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The errors kept of a VCF stand in its order, at most one for each line.
  static void inOrder(Verdict verdict) {
    List<Long> lines =
        verdict.report().kept(Severity.ERROR).stream()
            .filter(problem -> problem.line() != null)
            .map(problem -> problem.line() == null ? 0L : problem.line())
            .toList();
    assertThat(lines).isSorted().doesNotHaveDuplicates();
  }
}
