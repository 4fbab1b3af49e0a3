package org.genomerecord.ingestion.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;

/// A validation as lines for one who has to mend the file.
public final class ReportText {
  /// So many problems are shown; the JSON has the others.
  public static final int SHOWN_MAX = 50;

  private ReportText() {}

  /// One line for the outcome, one for each problem shown with its remedy at its first appearance,
  /// and one for what is not shown.
  ///
  /// @param file its name, as the caller gave it
  public static List<String> lines(String file, VcfOutcome outcome) {
    var lines = new ArrayList<String>();
    var report = outcome.report();
    lines.add(
        switch (outcome) {
          case VcfOutcome.Refused _ ->
              "✖ %s: refused, nothing of it would be taken (errors: %d, warnings: %d)."
                  .formatted(file, report.errorCount(), report.warningCount());
          case VcfOutcome.Accepted accepted ->
              "✔ %s: accepted, %s, %s%s (records: %d, warnings: %d)."
                  .formatted(
                      file,
                      accepted.fileFormat(),
                      accepted.assembly().label(),
                      accepted.gvcf() ? ", gVCF" : "",
                      accepted.recordCount(),
                      report.warningCount());
        });
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

  private static String place(VcfProblem problem) {
    if (problem.line() == null) {
      return "file";
    }
    return "line " + problem.line() + (problem.column() == null ? "" : ", " + problem.column());
  }

  private static String tag(VcfProblem problem) {
    return " [%s%s]"
        .formatted(problem.severity() == Severity.WARNING ? "warning " : "", problem.code());
  }
}
