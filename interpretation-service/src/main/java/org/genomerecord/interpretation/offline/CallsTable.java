package org.genomerecord.interpretation.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.diplotype.AllelePair;
import org.genomerecord.interpretation.diplotype.DiplotypeCall;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.GeneRules.Compared;
import org.genomerecord.interpretation.panel.Panel;
import org.jspecify.annotations.Nullable;

/// The gene calls of call sets as tab-separated lines, to be compared line by line with those of
/// other callers: several answers of one cell are separated by ` | `, and a cell is empty where
/// there is no answer.
public final class CallsTable {
  /// The column names.
  public static final String HEADER =
      String.join(
          "\t",
          "case",
          "gene",
          "diplotypes_best",
          "haplotype_matches_if_no_diplotype",
          "phenotypes_cpic",
          "missing_positions",
          "undocumented_variation_positions");

  /// The column names where the laboratory called genes itself: the last says by whom a gene is
  /// called, `here` or `outside`.
  public static final String HEADER_WITH_OUTSIDE = HEADER + "\tcalled";

  private static final String NOT_ASSIGNED = "Not assigned";

  private CallsTable() {}

  /// One line for each gene, without line end.
  ///
  /// @param name of the call set
  /// @param called what explains the calls at each gene, by panel
  public static List<String> lines(
      String name, KnowledgeRelease release, Map<String, DiplotypeCall> called) {
    return release.panels().stream().flatMap(panel -> line(name, panel, called).stream()).toList();
  }

  /// As above where the laboratory called genes itself: its call stands in the place of ours, with
  /// what it means, and of such a line the numbers of positions are not known. Where its call means
  /// nothing here and ours stands, the line is ours.
  ///
  /// @param interpreted of the same calls, with the laboratory's
  static List<String> lines(
      String name,
      KnowledgeRelease release,
      Map<String, DiplotypeCall> called,
      Interpreted interpreted,
      Map<String, OutsideCall> outside) {
    var panels = release.panels().stream().collect(Collectors.toMap(Panel::name, panel -> panel));
    var lines = new ArrayList<String>();
    for (var finding : interpreted.findings()) {
      var reported = outside.get(finding.gene());
      if (reported != null && !isOurs(finding)) {
        lines.add(line(name, finding, reported) + "\toutside");
      } else {
        line(name, Objects.requireNonNull(panels.get(finding.panel())), called)
            .ifPresent(line -> lines.add(line + "\there"));
      }
    }
    return lines;
  }

  private static boolean isOurs(Finding finding) {
    return finding.certainty() != Certainty.REPORTED && !finding.diplotypes().isEmpty();
  }

  private static Optional<String> line(
      String name, Panel panel, Map<String, DiplotypeCall> called) {
    return Optional.ofNullable(called.get(panel.name()))
        .filter(call ->
            panel.rules().compared() != Compared.NONE
                || call.missing().size() < panel.loci().size())
        .map(call -> line(name, panel, call));
  }

  private static String line(String name, Finding finding, OutsideCall reported) {
    return String.join(
        "\t",
        name,
        finding.gene(),
        reported.diplotype(),
        "",
        joined(finding.diplotypes().stream().map(CallsTable::phenotype).distinct().toList()),
        "",
        "");
  }

  private static String phenotype(Diplotype diplotype) {
    return phenotype(diplotype.phenotype(), diplotype.activityScore());
  }

  private static String line(String name, Panel panel, DiplotypeCall call) {
    return String.join(
        "\t",
        name,
        panel.gene(),
        joined(call.best().stream().map(AllelePair::label).toList()),
        joined(call.variants()),
        joined(call.best().stream().map(pair -> phenotype(panel, pair)).toList()),
        Integer.toString(call.missing().size()),
        Integer.toString(call.undocumented().size()));
  }

  /// Of what is named by its tables: a combination of variants has no phenotype of its own there.
  private static String phenotype(Panel panel, AllelePair pair) {
    if (panel.rules().compared() == Compared.CALLS) {
      return "";
    }
    var second = pair.second().equals(AllelePair.NO_COPY) ? pair.first() : pair.second();
    if (!panel.functions().containsKey(pair.first()) || !panel.functions().containsKey(second)) {
      return "";
    }
    var phenotype = panel.phenotypeOf(pair.first(), second);
    return phenotype(phenotype.name(), phenotype.activityScore());
  }

  private static String phenotype(String name, @Nullable String score) {
    if (name.equals(NOT_ASSIGNED)) {
      return "";
    }
    return score == null ? name : name + " (score " + score + ")";
  }

  private static String joined(List<String> answers) {
    return answers.stream().collect(Collectors.joining(" | "));
  }
}
