package org.genomerecord.interpretation.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.drug.Conversion;
import org.genomerecord.interpretation.drug.DoseEstimate;
import org.genomerecord.interpretation.drug.DrugAnswer;
import org.genomerecord.interpretation.drug.Inhibitor;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Reliance;

/// Answers about drugs as lines for people.
final class DrugLines {
  private DrugLines() {}

  static List<String> of(List<DrugAnswer> answers) {
    return answers.stream().flatMap(answer -> of(answer).stream()).toList();
  }

  private static List<String> of(DrugAnswer answer) {
    return switch (answer) {
      case DrugAnswer.UnknownDrug(var asked) ->
          List.of(asked + ": unknown drug; no ingredient of this name or RxNorm code is known.");
      case DrugAnswer.WithoutGuidance(_, var drug) ->
          List.of(name(drug) + ": this release has no guideline for this drug.");
      case DrugAnswer.NotTested(_, var drug, var genes) ->
          List.of(
              name(drug)
                  + ": there is guidance by "
                  + String.join(", ", genes)
                  + (genes.size() == 1
                      ? ", which was not tested."
                      : ", none of which was tested."));
      case DrugAnswer.Guided guided -> guided(guided);
    };
  }

  private static List<String> guided(DrugAnswer.Guided guided) {
    var lines = new ArrayList<String>();
    lines.add(name(guided.drug()) + ":");
    guided.populations().forEach(one -> lines.add("  For whom: " + one));
    if (!guided.contexts().isEmpty()) {
      lines.add("  In the context that was stated: " + String.join("; ", guided.contexts()) + ".");
    }
    if (!guided.contextsNotApplied().isEmpty()) {
      lines.add(
          "  Stated, and no difference to this drug: "
              + String.join("; ", guided.contextsNotApplied())
              + ".");
    }
    guided.recommendations().forEach(one -> lines.add("  " + line(one)));
    guided.recommendations().stream()
        .flatMap(one -> Reliance.caveats(one, guided.findings()).stream())
        .distinct()
        .forEach(caveat -> lines.add("  To know: " + caveat));
    guided.conversions().forEach(one -> lines.add("  " + line(one)));
    guided.converted().forEach(one -> lines.add("  With that: " + line(one)));
    guided.doses().forEach(one -> lines.add("  " + line(one)));
    return lines;
  }

  private static String name(Drug drug) {
    return drug.name() + drug.code().map(code -> " (RxNorm " + code + ")").orElse("");
  }

  private static String line(Recommendation one) {
    var basis =
        one.basis().stream().map(Recommendation.Basis::words).collect(Collectors.joining(", "));
    return "[%s] %s: %s (%s). %s [%s, %s, %s]"
        .formatted(
            one.context(),
            basis,
            code(one.action()),
            code(one.strength()),
            one.wording(),
            one.source().guideline(),
            one.source().edition(),
            one.source().cited());
  }

  private static String line(Conversion one) {
    return "%s: by its genes %s; while %s is taken, like %s. %s [doi:%s]"
        .formatted(
            one.gene(),
            text(one.genetic()),
            one.because().stream().map(DrugLines::text).collect(Collectors.joining(", ")),
            text(one.converted()),
            one.method(),
            one.doi());
  }

  private static String text(Inhibitor inhibitor) {
    return inhibitor.drug().name() + " (" + code(inhibitor.strength()) + " inhibitor)";
  }

  private static String text(GeneResult result) {
    return result.activityScore() == null
        ? result.phenotype()
        : result.phenotype() + " (score " + result.activityScore() + ")";
  }

  private static String line(DoseEstimate one) {
    var source = " [" + one.algorithm() + ", doi:" + one.doi() + "]";
    if (one.milligramsPerWeek() != null) {
      return "Dose by algorithm: " + one.milligramsPerWeek() + " mg a week." + source;
    }
    var why = new ArrayList<>(one.notTaken());
    if (!one.missing().isEmpty()) {
      why.add("It needs " + String.join(", ", one.missing()) + ".");
    }
    return "No dose by algorithm: " + String.join(" ", why) + source;
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
