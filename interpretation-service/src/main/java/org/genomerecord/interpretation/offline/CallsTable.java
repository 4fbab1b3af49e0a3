package org.genomerecord.interpretation.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.diplotype.AllelePair;
import org.genomerecord.interpretation.diplotype.DiplotypeCall;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.panel.GeneRules.Compared;
import org.genomerecord.interpretation.panel.Panel;

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

  private static final String NOT_ASSIGNED = "Not assigned";

  private CallsTable() {}

  /// One line for each gene, without line end.
  ///
  /// @param name of the call set
  public static List<String> lines(
      String name, KnowledgeRelease release, Interpreter interpreter, LocusCalls calls) {
    var lines = new ArrayList<String>();
    for (var panel : release.panels()) {
      var call = interpreter.call(panel, calls);
      if (panel.rules().compared() != Compared.NONE
          || call.missing().size() < panel.loci().size()) {
        lines.add(line(name, panel, call));
      }
    }
    return lines;
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
    if (phenotype.name().equals(NOT_ASSIGNED)) {
      return "";
    }
    var score = phenotype.activityScore();
    return score == null ? phenotype.name() : phenotype.name() + " (score " + score + ")";
  }

  private static String joined(List<String> answers) {
    return answers.stream().collect(Collectors.joining(" | "));
  }
}
