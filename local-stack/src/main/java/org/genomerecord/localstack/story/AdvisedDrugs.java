package org.genomerecord.localstack.story;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a report advises of drugs, as lines for people.
///
/// A drug may be advised of several times: for each clinical context or age group, and for each
/// result that its genes may have. Each line says which it is, as one without the other is advice
/// for everybody.
///
/// @param implications of the report, in its order
record AdvisedDrugs(List<ReportObservation> implications) {
  private static final String MEDICATION = "51963-7";
  private static final String CONTEXT = "81259-4";
  private static final String IMPLICATION = "therapeutic-implication";
  private static final String ACTION = "action";
  private static final String CONCLUSION = "conclusion-string";
  private static final String FOR_WHOM = "For whom: ";
  private static final String AS_USUAL = "standard";
  private static final String NO_ADVICE = "none";

  AdvisedDrugs {
    implications = List.copyOf(implications);
  }

  static boolean isImplication(ReportObservation observation) {
    return observation.is(IMPLICATION);
  }

  boolean isEmpty() {
    return implications.isEmpty();
  }

  /// One for each advice of another choice or dose; then how many drugs have none, and how many
  /// have no advice at all, which are opposites.
  List<String> lines() {
    var lines = new LinkedHashSet<String>();
    for (var implication : implications) {
      if (asksForChange(implication)) {
        lines.add(line(implication));
      }
    }
    lines.add("No change by genotype: " + counted(AS_USUAL) + ".");
    lines.add(
        "No recommendation, as a gene was not called or not tested, or as there is none for its"
            + " result: "
            + counted(NO_ADVICE)
            + ".");
    return List.copyOf(lines);
  }

  private static boolean asksForChange(ReportObservation implication) {
    var action = implication.coded(ACTION);
    return !action.equals(AS_USUAL) && !action.equals(NO_ADVICE);
  }

  private String line(ReportObservation implication) {
    var labels = new ArrayList<>(implication.components(CONTEXT));
    if (hasOtherResults(implication)) {
      labels.addAll(implication.components(IMPLICATION));
    }
    var population =
        implication.notes().stream()
            .filter(note -> note.startsWith(FOR_WHOM))
            .map(note -> " " + note)
            .collect(Collectors.joining());
    return drug(implication)
        + (labels.isEmpty() ? "" : " (" + String.join("; ", labels) + ")")
        + ": "
        + implication.component(CONCLUSION).orElse("")
        + population;
  }

  /// Whether the drug has advice in the same context by other results.
  private boolean hasOtherResults(ReportObservation implication) {
    return implications.stream()
        .filter(other -> drug(other).equals(drug(implication)))
        .filter(other -> other.components(CONTEXT).equals(implication.components(CONTEXT)))
        .anyMatch(
            other -> !other.components(IMPLICATION).equals(implication.components(IMPLICATION)));
  }

  private String counted(String action) {
    Map<String, Set<String>> actions =
        implications.stream()
            .collect(
                Collectors.groupingBy(
                    AdvisedDrugs::drug,
                    Collectors.mapping(one -> one.coded(ACTION), Collectors.toSet())));
    var drugs = actions.values().stream().filter(all -> all.contains(action)).toList();
    long partly = drugs.stream().filter(all -> all.size() > 1).count();
    return count(drugs.size())
        + (partly == 0 ? "" : ", of which " + partly + " for some contexts or results only");
  }

  private static String count(int drugs) {
    return drugs + (drugs == 1 ? " drug" : " drugs");
  }

  private static String drug(ReportObservation implication) {
    return implication.component(MEDICATION).orElse("");
  }

  /// Prints nothing of the patient.
  @Override
  public String toString() {
    return "AdvisedDrugs";
  }
}
