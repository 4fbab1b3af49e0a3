package org.genomerecord.ingestion.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.genomerecord.ingestion.expression.ExpressionOutcome;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.ingestion.vcf.Verdict;

/// A validation as lines for one who has to mend the file.
public final class ReportText {
  /// So many problems are shown; the JSON has the others.
  public static final int SHOWN_MAX = 50;

  private ReportText() {}

  /// One line for the outcome, one for each problem shown with its remedy at its first appearance,
  /// and one for what is not shown.
  ///
  /// @param file its name, as the caller gave it
  public static List<String> lines(String file, Verdict outcome) {
    var lines = new ArrayList<String>();
    var report = outcome.report();
    lines.add(summary(file, outcome));
    if (outcome instanceof VcfOutcome.Accepted accepted && accepted.indels() > 0) {
      lines.add(
          "  insertions and deletions (records: %d): not checked for left-alignment, which takes the reference"
              .formatted(accepted.indels()));
    }
    var explained = new HashSet<ProblemCode>();
    for (var problem : report.problems().stream().limit(SHOWN_MAX).toList()) {
      lines.add("  " + place(problem) + ": " + problem.problem().meaning() + tag(problem));
      if (explained.add(problem.problem())) {
        lines.add("    " + problem.problem().remedy());
      }
    }
    long more =
        report.errorCount() + report.warningCount() - Math.min(report.problems().size(), SHOWN_MAX);
    if (more > 0) {
      lines.add("  and %d more".formatted(more));
    }
    return lines;
  }

  private static String summary(String file, Verdict outcome) {
    var report = outcome.report();
    return switch (outcome) {
      case VcfOutcome.Accepted accepted ->
          "✔ %s: accepted, %s, %s%s (records: %d, warnings: %d)."
              .formatted(
                  file,
                  accepted.fileFormat(),
                  accepted.assembly().label(),
                  accepted.gvcf() ? ", gVCF" : "",
                  accepted.recordCount(),
                  report.warningCount());
      case OutsideOutcome outside when !outside.isRefused() ->
          "✔ %s: accepted, outside calls, %s (genes: %d, warnings: %d)."
              .formatted(
                  file,
                  outside.format().mediaType(),
                  outside.calls().size(),
                  report.warningCount());
      case ExpressionOutcome panel when !panel.isRefused() ->
          "✔ %s: accepted, expression panel, %s assay (values: %d, warnings: %d)."
              .formatted(file, panel.assay(), panel.values().size(), report.warningCount());
      default ->
          "✖ %s: refused, nothing of it would be taken (errors: %d, warnings: %d)."
              .formatted(file, report.errorCount(), report.warningCount());
    };
  }

  private static String place(VcfProblem problem) {
    var within = problem.expression() == null ? problem.column() : problem.expression();
    if (problem.line() == null) {
      return within == null ? "file" : within;
    }
    return "line " + problem.line() + (within == null ? "" : ", " + within);
  }

  private static String tag(VcfProblem problem) {
    return " [%s%s]"
        .formatted(problem.severity() == Severity.WARNING ? "warning " : "", problem.code());
  }
}
