package org.genomerecord.interpretation.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A question about drugs as options of a command.
final class DrugOptions {
  /// No ingredient is called so; a file may be.
  private static final Pattern FILE_NAME = Pattern.compile("[./~].*|.*\\.(txt|tsv|csv)");

  @Option(
      names = "--drug",
      paramLabel = "NAME|RXNORM",
      description = "what is known of this drug, for each file; several times for several drugs")
  private List<String> drugs = new ArrayList<>();

  @Option(
      names = "--medications",
      paramLabel = "LIST|FILE",
      description = {
        "with --drug: what the patient takes, by name or RxNorm code: separated by commas, or a file",
        "with one a line. What inhibitors among them make of the genes is shown beside"
      })
  private @Nullable String medications;

  @Option(
      names = "--dosing",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = {
        "with --drug: inputs of dosing algorithms, such as ageYears=62,amiodarone=no; which ones",
        "are missing is said"
      })
  private Map<String, String> dosing = new LinkedHashMap<>();

  @Option(
      names = "--context",
      paramLabel = "LABEL",
      description = {
        "with --drug: a clinical context that the patient is in, as guidelines label it, such as adult;",
        "several times for several. Where a guideline tells it from others, only its advice is given;",
        "a label that is not known is answered with those that are"
      })
  private List<String> contexts = new ArrayList<>();

  /// Whether a drug is asked about.
  boolean isAnything() {
    return !drugs.isEmpty();
  }

  /// What can be told to be wrong before anything is read.
  Optional<String> wrong() {
    if (drugs.isEmpty() && (medications != null || !dosing.isEmpty() || !contexts.isEmpty())) {
      return Optional.of("--medications, --dosing and --context belong to a --drug");
    }
    if (medications != null
        && FILE_NAME.matcher(medications).matches()
        && !Files.isRegularFile(Path.of(medications))) {
      return Optional.of("--medications " + medications + ": there is no such file");
    }
    return Optional.empty();
  }

  /// The question; empty if it cannot be asked, which is said, as is what it leaves out.
  Optional<DrugQuestion> question(DrugAnswers answers, PrintWriter errors) throws IOException {
    var question = new DrugQuestion(drugs, listed(medications), dosing, contexts);
    var wrong = answers.wrong(question).or(() -> answers.unknownContext(question));
    wrong.ifPresent(why -> errors.println("✖ " + why + "."));
    if (wrong.isPresent()) {
      return Optional.empty();
    }
    answers
        .notConsidered(question)
        .forEach(one -> errors.println("✖ not considered, as not known: " + one));
    answers
        .contextsNotApplied(question)
        .forEach(
            one -> errors.println("✖ makes no difference to what was asked: --context " + one));
    return Optional.of(question);
  }

  private static List<String> listed(@Nullable String listOrFile) throws IOException {
    if (listOrFile == null) {
      return List.of();
    }
    var lines =
        Files.isRegularFile(Path.of(listOrFile))
            ? Files.readAllLines(Path.of(listOrFile))
            : List.of(listOrFile.split(",", -1));
    return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
