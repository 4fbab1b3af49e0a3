package org.genomerecord.interpretation.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.report.IssuedInterpretation;

/// Interpretations as one page of HTML without scripts, fonts or images from elsewhere: first what
/// asks for another prescription, then all drugs, then the genes with what could not be told.
final class ReportPage {
  private static final String STYLE =
      """
      body{font:11pt/1.4 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}
      table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}
      th,td{border-bottom:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}
      h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.5em}.act{font-weight:bold}
      small{color:#444}@media print{article{break-after:page}}
      """;

  private final StringBuilder page = new StringBuilder();

  private ReportPage() {}

  static String of(List<IssuedInterpretation> interpretations) {
    var report = new ReportPage();
    report.page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    report.page.append("<title>Pharmacogenomic report</title><style>").append(STYLE);
    report.page.append("</style></head><body>\n");
    interpretations.forEach(report::add);
    return report.page.append("</body></html>\n").toString();
  }

  private void add(IssuedInterpretation issued) {
    var findings = issued.interpreted().findings();
    var recommendations = issued.interpreted().recommendations();
    page.append("<article><h1>Pharmacogenomic report: ").append(text(issued.accession()));
    page.append("</h1><p>Knowledge release ").append(text(issued.knowledgeRelease()));
    page.append(". Informs clinicians; it does not replace their judgement or a confirmatory");
    page.append(
        " test. Do not change a medicine without talking to a doctor or a pharmacist.</p>\n");
    page.append("<h2>Drugs that may need another choice or dose</h2>");
    drugs(recommendations.stream().filter(ReportPage::asksForChange).toList());
    page.append("<h2>All drugs with guidance</h2>");
    drugs(recommendations);
    page.append("<h2>Genes</h2>");
    genes(findings);
    page.append("<h2>Guidelines</h2><ul>");
    var sources = new LinkedHashMap<String, String>();
    recommendations.forEach(one ->
        sources.put(
            one.source().guideline(), one.source().edition() + ", PMID " + one.source().pmid()));
    sources.forEach((guideline, edition) ->
        page.append("<li>")
            .append(text(guideline))
            .append(", ")
            .append(text(edition))
            .append("</li>"));
    page.append("</ul></article>\n");
  }

  private static boolean asksForChange(Recommendation recommendation) {
    return recommendation.action() != Action.STANDARD && recommendation.action() != Action.NONE;
  }

  private void drugs(List<Recommendation> recommendations) {
    if (recommendations.isEmpty()) {
      page.append("<p>None.</p>\n");
      return;
    }
    page.append("<table><thead><tr><th>Drug</th><th>When</th><th>Because of</th>");
    page.append("<th>What to do</th><th>Strength</th></tr></thead><tbody>\n");
    byDrug(recommendations).values().stream().flatMap(List::stream).forEach(this::drug);
    page.append("</tbody></table>\n");
  }

  private static Map<String, List<Recommendation>> byDrug(List<Recommendation> recommendations) {
    var byDrug = new TreeMap<String, List<Recommendation>>();
    recommendations.forEach(
        one -> byDrug.computeIfAbsent(one.drug(), _ -> new ArrayList<>()).add(one));
    return byDrug;
  }

  private void drug(Recommendation one) {
    page.append("<tr><td>").append(text(one.drug())).append("</td><td>");
    page.append(text(one.context())).append("</td><td>");
    page.append(
        text(
            String.join(
                ", ",
                one.basis().stream()
                    .map(basis ->
                        basis.gene()
                            + " "
                            + (basis.phenotype().isEmpty() ? "not called" : basis.phenotype()))
                    .toList())));
    if (!one.notAssessed().isEmpty()) {
      page.append("<br><small>Not tested: ").append(text(String.join(", ", one.notAssessed())));
      page.append("</small>");
    }
    page.append("</td><td><span class=\"act\">").append(code(one.action())).append("</span>: ");
    page.append(text(one.wording())).append("</td><td>").append(code(one.strength()));
    page.append("</td></tr>\n");
  }

  private void genes(List<Finding> findings) {
    page.append("<table><thead><tr><th>Gene</th><th>Diplotype</th><th>Phenotype</th>");
    page.append("<th>What to know</th></tr></thead><tbody>\n");
    for (var finding : findings) {
      page.append("<tr><td>").append(text(finding.gene())).append("</td><td>");
      page.append(
          finding.certainty() == Certainty.NOT_CALLED
              ? "not called"
              : lines(finding.diplotypes().stream().map(Diplotype::label).toList()));
      page.append("</td><td>");
      page.append(lines(finding.diplotypes().stream().map(Diplotype::phenotype).toList()));
      page.append("</td><td>").append(lines(finding.caveats())).append("</td></tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private static String lines(List<String> lines) {
    return String.join("<br>", lines.stream().distinct().map(ReportPage::text).toList());
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Names of files and of laboratories' alleles come from outside.
  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
