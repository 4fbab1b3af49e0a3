package org.genomerecord.ingestion.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.genomerecord.ingestion.expression.ExpressionOutcome;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.refusal.Category;

/// A validation as JSON.
public final class ReportJson {
  private static final String CODES = "urn:genome-record:problem";

  private ReportJson() {}

  /// Everything that was found: `outcome` is `accepted`, `accepted-with-warning` or `refused`;
  /// `problems` holds those kept, `counts` how many there were of each code and severity.
  public static ObjectNode plain(Verdict outcome) {
    var report = outcome.report();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", outcomeWord(outcome));
    if (outcome instanceof VcfOutcome.Accepted accepted) {
      json.put("assembly", accepted.assembly().label());
      json.put("fileFormat", accepted.fileFormat());
      json.put("gvcf", accepted.gvcf());
      json.put("records", accepted.recordCount());
      json.put("samples", accepted.sampleCount());
      if (accepted.indels() > 0) {
        json.putObject("insertionsAndDeletions")
            .put("records", accepted.indels())
            .put("leftAligned", "not-checked");
      }
      accepted
          .profile()
          .sexOfX()
          .ifPresent(sex -> json.put("sexOfX", sex.name().toLowerCase(Locale.ROOT)));
      accepted
          .profile()
          .heterozygosity()
          .ifPresent(part -> json.put("heterozygous", Math.round(part * 1000) / 1000.0));
    }
    if (outcome instanceof OutsideOutcome outside && !outside.isRefused()) {
      json.put("fileFormat", outside.format().mediaType());
      json.put("calls", outside.calls().size());
    }
    if (outcome instanceof ExpressionOutcome panel && !panel.isRefused()) {
      json.put("fileFormat", FileFormat.EXPRESSION_PANEL.mediaType());
      json.put("assay", panel.assay());
      json.put("values", panel.values().size());
    }
    json.put("errors", report.errorCount());
    json.put("warnings", report.warningCount());
    var problems = json.putArray("problems");
    report.problems().forEach(problem -> described(problems.addObject(), problem));
    var counts = json.putArray("counts");
    counts(report).forEach(counts::add);
    return json;
  }

  /// A FHIR R4 OperationOutcome: one issue for each problem kept, and one more that says how many
  /// there were.
  public static ObjectNode operationOutcome(Verdict outcome) {
    var report = outcome.report();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("resourceType", "OperationOutcome");
    var issues = json.putArray("issue");
    // What refuses comes first: some read no further.
    var problems = new ArrayList<>(report.kept(Severity.ERROR));
    problems.addAll(report.kept(Severity.WARNING));
    for (var problem : problems) {
      var issue = issues.addObject();
      issue.put("severity", severity(problem));
      issue.put("code", "invalid");
      issue
          .putObject("details")
          .put("text", problem.problem().meaning())
          .putArray("coding")
          .addObject()
          .put("system", CODES)
          .put("code", problem.code());
      issue.put("diagnostics", diagnostics(problem));
      if (problem.expression() != null) {
        issue.putArray("expression").add(problem.expression());
      }
    }
    var sum = issues.addObject();
    sum.put("severity", "information");
    sum.put("code", "informational");
    sum.put(
        "diagnostics",
        "%s: %d errors, %d warnings."
            .formatted(outcomeWord(outcome), report.errorCount(), report.warningCount()));
    return json;
  }

  /// RFC 9457 problem details of a refusal: the first error, and all of the report as the extension
  /// members `problems` and `counts`.
  public static ObjectNode problemDetails(Verdict refused) {
    var first = refused.report().kept(Severity.ERROR).getFirst();
    var problem = Problem.of(Category.UNSUPPORTED, first.code(), first.reason(), first.line());
    var json = JsonNodeFactory.instance.objectNode();
    json.put("type", problem.type());
    json.put("title", problem.title());
    json.put("status", problem.status());
    json.put("detail", problem.detail());
    json.put("code", problem.code());
    if (problem.line() != null) {
      json.put("line", problem.line());
    }
    var problems = json.putArray("problems");
    refused.report().problems().forEach(one -> described(problems.addObject(), one));
    var counts = json.putArray("counts");
    counts(refused.report()).forEach(counts::add);
    return json;
  }

  /// `accepted`, `accepted-with-warning` or `refused`.
  static String outcomeWord(Verdict outcome) {
    if (outcome.isRefused()) {
      return "refused";
    }
    return outcome.report().warningCount() > 0 ? "accepted-with-warning" : "accepted";
  }

  static String severity(VcfProblem problem) {
    return switch (problem.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }

  private static void described(ObjectNode json, VcfProblem problem) {
    if (problem.line() != null) {
      json.put("line", problem.line());
    }
    if (problem.column() != null) {
      json.put("column", problem.column());
    }
    if (problem.expression() != null) {
      json.put("expression", problem.expression());
    }
    json.put("code", problem.code());
    json.put("severity", severity(problem));
    json.put("meaning", problem.problem().meaning());
    json.put("remedy", problem.problem().remedy());
  }

  private static String diagnostics(VcfProblem problem) {
    var place = new StringBuilder();
    if (problem.line() != null) {
      place.append("Line ").append(problem.line());
      if (problem.column() != null) {
        place.append(", column ").append(problem.column());
      }
      place.append(": ");
    }
    return place.append(problem.problem().remedy()).toString();
  }

  private static List<ObjectNode> counts(ValidationReport report) {
    var counts = new ArrayList<ObjectNode>();
    add(counts, report.errors(), Severity.ERROR);
    add(counts, report.warnings(), Severity.WARNING);
    return counts;
  }

  private static void add(
      List<ObjectNode> counts, Map<ProblemCode, Long> found, Severity severity) {
    found.forEach((code, count) -> {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("code", code.code());
      json.put("severity", severity == Severity.ERROR ? "error" : "warning");
      json.put("count", count);
      counts.add(json);
    });
  }
}
